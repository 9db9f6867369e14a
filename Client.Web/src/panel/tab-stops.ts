/** Keeps the Tab key within an element: after its last stop comes its first. */
export function keepTab(event: KeyboardEvent, within: HTMLElement): void {
  if (event.key !== 'Tab' || event.defaultPrevented) return;
  const stops = tabStops(within);
  const path = event.composedPath();
  const here = stops.findIndex((stop) => path.includes(stop));
  const there = event.shiftKey ? (here <= 0 ? stops.at(-1) : undefined) : here === stops.length - 1 ? stops[0] : undefined;
  if (!there) return;
  event.preventDefault();
  there.focus();
}

/** Where the Tab key leads, in its order, also in what is inside of elements. */
function tabStops(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(isStop(element) ? [element] : []),
    ...(element.shadowRoot ? tabStops(element.shadowRoot) : []),
  ]);
}

function isStop(element: HTMLElement): boolean {
  return element.matches('a[href], button, input, [tabindex]') && element.getAttribute('tabindex') !== '-1';
}
