import { vi } from 'vitest';

/** What is in sight, where a browser would lay it out: everything, unless a test says otherwise. */
export class Sight {
  /** Whether an element is in sight. */
  of: (element: Element) => boolean = () => true;
  readonly #observers = new Set<() => void>();

  constructor() {
    const observers = this.#observers;
    const look = (element: Element) => Number(element.isConnected && this.of(element));
    vi.stubGlobal('IntersectionObserver', class {
      readonly #targets = new Map<Element, number>();

      constructor(private readonly callback: (entries: object[]) => void) {
        observers.add(this.look);
      }

      readonly look = (): void => {
        const entries = [...this.#targets].flatMap(([target, before]) => {
          const intersectionRatio = look(target);
          this.#targets.set(target, intersectionRatio);
          return intersectionRatio === before ? [] : [{ target, intersectionRatio }];
        });
        if (entries.length > 0) this.callback(entries);
      };

      observe(target: Element): void {
        if (!this.#targets.has(target)) this.#targets.set(target, -1);
        setTimeout(this.look);
      }

      unobserve(target: Element): void {
        this.#targets.delete(target);
      }

      disconnect(): void {
        this.#targets.clear();
        observers.delete(this.look);
      }
    });
  }

  /** The browser draws anew. */
  change(of: (element: Element) => boolean): void {
    this.of = of;
    for (const look of [...this.#observers]) look();
  }
}
