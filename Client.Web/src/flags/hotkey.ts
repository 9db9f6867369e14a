/**
 * Whether a key press is the hotkey.
 *
 * @param hotkey Modifiers and a letter, for instance `Alt+Shift+N`; an empty text is no hotkey at all.
 */
export function isHotkey(event: KeyboardEvent, hotkey: string): boolean {
  const parts = hotkey.toLowerCase().split('+');
  const letter = parts.pop();
  if (!letter) return false;
  return event.altKey === parts.includes('alt')
    && event.shiftKey === parts.includes('shift')
    && event.ctrlKey === parts.includes('ctrl')
    && event.metaKey === parts.includes('meta')
    // With Alt, macOS makes other letters of the keys; the code names the key itself.
    && (event.key.toLowerCase() === letter || event.code.toLowerCase() === `key${letter}`);
}
