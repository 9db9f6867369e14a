import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

// The client speaks over web sockets and skips the negotiation. SignalR's other transports, its HTTP clients and its
// stateful reconnect are reached by no call, but a bundler can't know, and they are a fifth of the bundle.
const connection = fileURLToPath(new URL('./web-socket-connection.ts', import.meta.url));
const prefix = '\0web-socket-only:';

/** Leaves out of the bundle what SignalR needs for other transports than web sockets only. */
export function webSocketOnly(): Plugin {
  return {
    name: 'web-socket-only',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!importer?.includes('@microsoft/signalr')) return undefined;
      if (source === './HttpConnection') return connection;
      return source === './MessageBuffer' ? `${prefix}MessageBuffer` : undefined;
    },
    load: (id) => (id.startsWith(prefix) ? 'export class MessageBuffer {}' : undefined),
  };
}
