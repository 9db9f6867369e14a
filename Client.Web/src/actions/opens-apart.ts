/** Whether the browser opens a link that is clicked so in a tab or a window of its own, by itself. */
export function opensApart({ button, ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return button === 1 || (button === 0 && (ctrlKey || metaKey || shiftKey));
}
