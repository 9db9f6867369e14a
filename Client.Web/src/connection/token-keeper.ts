import { renewalDelay } from './renewal.js';

/** Keeps the token between connections, so that a short outage does not ask the page for another. */
export class TokenKeeper {
  #token: string | undefined;
  #freshUntil = 0;

  constructor(private readonly fetchToken: () => Promise<string>) {}

  /** The present token while it is fresh or was never used, else a new one. */
  async get(): Promise<string> {
    return this.#token !== undefined && Date.now() < this.#freshUntil ? this.#token : await this.renew();
  }

  /** A new token. */
  async renew(): Promise<string> {
    this.#token = await this.fetchToken();
    this.#freshUntil = Infinity;
    return this.#token;
  }

  /** @param expiresAt When the gateway says that the token expires, in milliseconds since 1970. */
  accepted(expiresAt: number): void {
    const now = Date.now();
    this.#freshUntil = now + renewalDelay(expiresAt, now);
  }

  /** The token was refused: the next one is new. */
  refused(): void {
    this.#token = undefined;
  }
}
