let load: (() => Promise<unknown>) | undefined;

/** Says where the element comes from; each build of the package has a way of its own. */
export function setViewersLoader(loader: () => Promise<unknown>): void {
  load = loader;
}

/** Defines `<notification-viewers>`, once the gateway tells who looks: most pages never need it. */
export async function loadViewers(): Promise<void> {
  if (!customElements.get('notification-viewers')) await load?.();
}
