/**
 * Takes the place of SignalR's `HttpConnection`: a web socket without negotiation, and nothing of the other transports.
 * The hub connection above it does the handshake, keep-alive and time-out.
 */
export class HttpConnection {
  readonly features = {};
  onreceive: ((data: unknown) => void) | null = null;
  onclose: ((error?: Error) => void) | null = null;
  #socket: WebSocket | undefined;

  constructor(public baseUrl: string) {}

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const url = new URL(this.baseUrl, document.baseURI);
      url.protocol = url.protocol.replace('http', 'ws');
      const socket = new WebSocket(url);
      this.#socket = socket;
      socket.onopen = () => {
        resolve();
        socket.onclose = ({ code }) => this.#close(new Error(`The web socket was closed (${code}).`));
      };
      socket.onclose = () => reject(new Error('The web socket failed to connect.'));
      socket.onmessage = ({ data }) => {
        try {
          this.onreceive?.(data);
        } catch (error) {
          this.#close(error as Error);
        }
      };
    });
  }

  async send(data: string): Promise<void> {
    if (this.#socket?.readyState !== 1) throw new Error('The web socket is not open.');
    this.#socket.send(data);
  }

  async stop(error?: Error): Promise<void> {
    this.#close(error);
  }

  /** Does not wait for the close handshake, which takes long when the network is gone. */
  #close(error?: Error): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#socket = undefined;
    socket.onmessage = null;
    // A start that is under way still has to hear of it.
    if (socket.readyState !== 0) socket.onclose = null;
    socket.close();
    this.onclose?.(error);
  }
}
