/** A distance from the edges of the window, in pixels. */
const margin = 8;

/** Where a panel lies, in pixels; `right` or `left` is given, whichever is nearer to what it belongs to. */
export interface Placement {
  readonly top: number;
  readonly left?: number;
  readonly right?: number;
  readonly height: number;
}

/** Below its anchor, on the side where there is room. */
export function placement(anchor: Pick<DOMRect, 'left' | 'right' | 'bottom'>, window: { width: number; height: number }, width: number): Placement {
  const top = Math.max(margin, anchor.bottom + margin);
  const height = window.height - top - margin;
  const fits = (start: number) => Math.max(margin, Math.min(start, window.width - width - margin));
  const nearEnd = anchor.left + anchor.right > window.width;
  return nearEnd
    ? { top, height, right: fits(window.width - anchor.right) }
    : { top, height, left: fits(anchor.left) };
}
