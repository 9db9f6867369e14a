import { NotificationsError } from './error.js';
import type { Hub } from './hub.js';
import type { InboxMessage } from '../inbox/wire.js';
import type {
  AttachAnswer, AttachRequest, EndedMessage, FlagBatch, Presence, RenewAnswer, SubscribeAnswer, SubscribeRequest,
} from './wire.js';

/** The most that a request may have, in bytes; with what SignalR adds it must fit into a frame of 64 KB, since a longer one ends the connection. */
const largestRequest = 65_000;

/** What the gateway tells a session. */
export interface SessionEvents {
  flags(batch: FlagBatch): void;
  inbox(message: InboxMessage): void;
  presence(presence: Presence): void;
  resync(subject: string): void;
}

/** One connection to the gateway, from its start to its end. Calls fail with a {@link NotificationsError}. */
export class Session {
  /** Resolves, with the reason, when the connection is over. */
  readonly closed: Promise<NotificationsError>;

  #open = true;
  #close: (reason: NotificationsError) => void = () => {};

  constructor(private readonly hub: Hub, events: SessionEvents) {
    this.closed = new Promise((resolve) => {
      this.#close = (reason) => {
        this.#open = false;
        resolve(reason);
      };
    });
    const whileOpen = <Content>(handler: (content: Content) => void) => (content: Content) => {
      if (this.#open) handler(content);
    };
    hub.on('flags', whileOpen<FlagBatch>((batch) => events.flags(batch)));
    hub.on('inbox', whileOpen<InboxMessage>((message) => events.inbox(message)));
    hub.on('presence', whileOpen<Presence>((presence) => events.presence(presence)));
    hub.on('resync', whileOpen<{ subject: string }>(({ subject }) => events.resync(subject)));
    hub.on('ended', whileOpen<EndedMessage>(({ code, message, reconnect }) => {
      this.stop(new NotificationsError(code, message, reconnect));
    }));
    hub.onclose(() => this.#close(new NotificationsError('connection_lost', 'The connection to the gateway was lost.')));
  }

  get open(): boolean {
    return this.#open;
  }

  async start(): Promise<void> {
    await this.hub.start().catch((thrown) => {
      throw NotificationsError.from(thrown);
    });
  }

  /** Ends it from this side. */
  stop(reason: NotificationsError): void {
    this.#close(reason);
    this.hub.stop().catch(() => {});
  }

  attach(request: AttachRequest): Promise<AttachAnswer> {
    return this.call('attach', request);
  }

  renew(token: string): Promise<RenewAnswer> {
    return this.call('renew', { token });
  }

  subscribe(request: SubscribeRequest): Promise<SubscribeAnswer> {
    return this.call('subscribe', request);
  }

  unsubscribe(subject: string): Promise<void> {
    return this.call('unsubscribe', { subject });
  }

  /** Any other of the gateway's methods. */
  async call<Answer>(method: string, request: object): Promise<Answer> {
    try {
      requireFit(method, request);
      return await this.hub.invoke<Answer>(method, request);
    } catch (thrown) {
      throw NotificationsError.from(thrown);
    }
  }
}

function requireFit(method: string, request: object): void {
  const { length } = new TextEncoder().encode(JSON.stringify(request));
  if (length <= largestRequest) return;
  throw new NotificationsError('request_too_large', `'${method}' would send ${length} bytes; ${largestRequest} are the most.`);
}
