import type { Plugin } from 'vite';

// The client speaks over web sockets and skips the negotiation. SignalR's other transports and its HTTP clients are
// reached by no call, but a bundler can't know, and they are a tenth of the bundle.
const stubs: Record<string, string> = {
  // The web socket transport asks it for cookies, which browsers send by themselves.
  DefaultHttpClient: 'export class DefaultHttpClient { getCookieString() { return ""; } }',
  LongPollingTransport: 'export class LongPollingTransport {}',
  ServerSentEventsTransport: 'export class ServerSentEventsTransport {}',
};
const prefix = '\0web-socket-only:';

/** Leaves out of the bundle what SignalR needs for other transports than web sockets only. */
export function webSocketOnly(): Plugin {
  return {
    name: 'web-socket-only',
    enforce: 'pre',
    resolveId(source, importer) {
      const name = source.replace('./', '');
      return importer?.includes('@microsoft/signalr') && name in stubs ? prefix + name : undefined;
    },
    load: (id) => (id.startsWith(prefix) ? stubs[id.slice(prefix.length)] : undefined),
  };
}
