import { vi } from 'vitest';
import { Client } from '../../src/connection/client.js';
import type { ShowFlag } from '../../src/connection/flag-delivery.js';
import type { Hub } from '../../src/connection/hub.js';
import type { WireFlag } from '../../src/connection/wire.js';
import type { FlagWatcher } from '../../src/flags/flag.js';
import type { InboxChange, InboxItem } from '../../src/inbox/wire.js';

type Answer = (request: never) => unknown;

/** One fake connection. */
export class FakeHub implements Hub {
  readonly calls: { readonly method: string; readonly request: unknown }[] = [];
  readonly #handlers = new Map<string, (content: never) => void>();
  #closed: () => void = () => {};

  constructor(private readonly gateway: FakeGateway) {}

  async start(): Promise<void> {
    if (this.gateway.down) throw new Error('WebSocket failed to connect.');
  }

  async stop(): Promise<void> {
    this.#closed();
  }

  async invoke<Result>(method: string, request: unknown): Promise<Result> {
    this.calls.push({ method, request });
    return await this.gateway.answers[method]?.(request as never) as Result;
  }

  on(message: string, handler: (content: never) => void): void {
    this.#handlers.set(message, handler);
  }

  onclose(handler: () => void): void {
    this.#closed = handler;
  }

  /** The gateway sends. */
  push(message: string, content: unknown): void {
    this.#handlers.get(message)?.(content as never);
  }

  drop(): void {
    this.#closed();
  }

  requests(method: string): unknown[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.request);
  }
}

/** A gateway whose answers a test sets. */
export class FakeGateway {
  readonly hubs: FakeHub[] = [];
  /** The flags that are on the screen, and who follows each. */
  readonly onScreen = new Map<string, FlagWatcher>();
  readonly show = vi.fn<ShowFlag>((flag, watcher) => {
    this.onScreen.set(flag.id, watcher);
    watcher.displayed();
    return { close: () => this.remove(flag.id, false) };
  });
  readonly token = vi.fn(async () => `token-${this.token.mock.calls.length}`);
  down = false;
  answers: Record<string, Answer> = {
    attach: () => ({ site: 'default', user: 'anna', expiresAt: inSeconds(600) }),
    changes: () => standing(1),
    renew: () => ({ expiresAt: inSeconds(600) }),
    subscribe: ({ subject }: { subject: string }) => ({ subject, position: at(1), complete: true, missed: [] }),
  };

  get hub(): FakeHub {
    const last = this.hubs.at(-1);
    if (!last) throw new Error('Nobody has connected.');
    return last;
  }

  client(openHub = () => this.#openHub()): Client {
    return new Client({
      tab: 'tab-1',
      token: this.token,
      locales: () => ['de'],
      show: this.show,
      random: () => 0.5,
      openHub,
    });
  }

  #openHub(): Hub {
    this.hubs.push(new FakeHub(this));
    return this.hub;
  }

  remove(id: string, byUser: boolean): void {
    const watcher = this.onScreen.get(id);
    this.onScreen.delete(id);
    watcher?.removed(byUser);
  }

  get shown(): string[] {
    return this.show.mock.calls.map(([flag]) => flag.id);
  }
}

export const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
export const at = (sequence: number, epoch = 'a') => ({ epoch, sequence });
export const flag = (id: string): WireFlag => ({ id, title: `Flag ${id}`, type: 'info' });
export const batch = (subject: string, sequence: number, ...ids: string[]) =>
  ({ subject, position: at(sequence), flags: ids.map(flag) });

export function refuse(code: string): () => never {
  return () => {
    throw new Error(`An unexpected error occurred invoking a method on the server. HubException: ${code}: do something`);
  };
}

export const counts = (version: number, unread = 1, unseen = 0) => ({ unread, unseen, version });

/** Where an inbox stands, and what was missed. */
export const standing = (sequence: number, missed: readonly InboxChange[] = [], complete = true, epoch = 'a') =>
  ({ position: at(sequence, epoch), counts: counts(sequence), complete, missed });

/** The answer to an attach by somebody who has an inbox. */
export const attached = (inbox: unknown, user = 'anna') => () => ({ site: 'default', user, expiresAt: inSeconds(600), inbox });

export const item = (id: string, sequence: number, more: Partial<InboxItem> = {}): InboxItem => ({
  id, sequence, title: `Flag ${id}`, type: 'info', subject: 'jira:issue:DEMO-1', source: 'jira', reasons: ['assignee'],
  seen: false, read: false, archived: false, saved: false, ...more,
});

export const arrived = (sequence: number, id = `n${sequence}`): InboxChange => ({ sequence, kind: 'arrived', item: item(id, sequence) });

/** The gateway tells of changes: those after `previous`, in their order. */
export const news = (previous: number, changes: readonly InboxChange[], more: object = {}) => {
  const last = previous + changes.length;
  return { previous, position: at(last), counts: counts(last), changes, ...more };
};
