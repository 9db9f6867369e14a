const key = 'notifications.tab';

/** An id that stays the same for this browser tab, also when it goes to another page. */
export function tabId(): string {
  try {
    const known = sessionStorage.getItem(key);
    if (known) return known;
    const made = randomId();
    sessionStorage.setItem(key, made);
    return made;
  } catch {
    // Storage may be forbidden by the browser's settings.
    return randomId();
  }
}

// crypto.randomUUID exists only in secure contexts; plenty of intranets still use plain http.
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
