/**
 * Calls back when a lost connection is worth a try at once: the network came back, or somebody looks at the page.
 *
 * @returns a function that stops it.
 */
export function onWakeUp(callback: () => void): () => void {
  const visible = () => {
    if (document.visibilityState === 'visible') callback();
  };
  window.addEventListener('online', callback);
  document.addEventListener('visibilitychange', visible);
  return () => {
    window.removeEventListener('online', callback);
    document.removeEventListener('visibilitychange', visible);
  };
}
