let load: (() => Promise<unknown>) | undefined;

/** Says where the inbox's elements come from; each build of the package has a way of its own. */
export function setInboxLoader(loader: () => Promise<unknown>): void {
  load = loader;
}

/** Defines `<notification-inbox>`, once it is needed. */
export async function loadInbox(): Promise<void> {
  if (!customElements.get('notification-inbox')) await load?.();
}

/**
 * Loads a script from beside the one that runs now.
 *
 * @param name The file's name.
 */
export function scriptLoader(name: string): () => Promise<unknown> {
  // Known only while the script runs for the first time.
  const here = document.currentScript as HTMLScriptElement | null;
  return () => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(name, here?.src || document.baseURI).href;
    script.nonce = here?.nonce ?? '';
    script.onload = resolve;
    script.onerror = () => {
      script.remove();
      reject(new Error(`${script.src} could not be loaded.`));
    };
    document.head.append(script);
  });
}
