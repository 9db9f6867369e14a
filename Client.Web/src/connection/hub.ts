import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';

/** What is needed of SignalR's connection. */
export interface Hub {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke<Answer>(method: string, ...args: unknown[]): Promise<Answer>;
  on(message: string, handler: (content: never) => void): void;
  onclose(handler: () => void): void;
}

/** Prepares a connection: a web socket from the first byte, so that no load balancer needs sticky sessions. */
export function openHub(url: string): Hub {
  return new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.Warning)
    .build();
}
