/** A URL that may be gone to. */
export interface SafeUrl {
  /** Absolute and normalised. */
  readonly href: string;
  /** With the port, if it is not the usual one; an international name in its ASCII form, so that look-alikes show. */
  readonly host: string;
  readonly sameOrigin: boolean;
}

const longest = 2_048;

// What URL parsers drop or reinterpret: controls, white space and back slashes.
const reinterpreted = /[\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\]/;
const siteRelative = /^\/(?!\/)/;
const absolute = /^https?:\/\/(?<authority>[^/?#]+)/i;

/**
 * Reads a URL by allow-list: `http`, `https` or site-relative (one leading `/`), without credentials.
 *
 * @param text What came over the wire.
 * @param origin The page's own origin.
 * @returns undefined when the URL is refused.
 */
export function safeUrl(text: string, origin: string = location.origin): SafeUrl | undefined {
  if (text.length > longest || reinterpreted.test(text)) return undefined;
  const authority = absolute.exec(text)?.groups?.['authority'];
  if (!siteRelative.test(text) && (authority === undefined || authority.includes('@'))) return undefined;
  const url = parse(text, origin);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return { href: url.href, host: url.host, sameOrigin: url.origin === origin };
}

function parse(text: string, origin: string): URL | undefined {
  try {
    return new URL(text, origin);
  } catch {
    return undefined;
  }
}
