/** The gateway's demo endpoints. */

export type UserId = string;

export interface User {
  readonly id: UserId;
  readonly name: string;
}

export interface Comment {
  readonly author: UserId;
  readonly body: string;
  readonly time: string;
}

export interface Issue {
  readonly subject: string;
  readonly key: string;
  readonly summary: string;
  readonly type: string;
  readonly status: string;
  readonly statuses: readonly string[];
  readonly priority: string;
  readonly assignee: UserId | null;
  readonly reporter: UserId;
  readonly labels: readonly string[];
  readonly description: string;
  readonly comments: readonly Comment[];
}

export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'list' | 'table';
  readonly text?: string;
  readonly items?: readonly string[];
  readonly rows?: readonly (readonly string[])[];
}

export interface Page {
  readonly subject: string;
  readonly id: string;
  readonly title: string;
  readonly space: { readonly key: string; readonly name: string };
  readonly version: number;
  readonly author: UserId;
  readonly updatedBy: UserId;
  readonly updated: string;
  readonly body: readonly Block[];
  readonly comments: readonly Comment[];
}

export interface Scenario {
  readonly id: string;
  readonly label: string;
}

export interface World {
  readonly users: readonly User[];
  readonly issue: Issue;
  readonly page: Page;
  readonly scenarios: { readonly issue: readonly Scenario[]; readonly page: readonly Scenario[] };
}

export interface Happening {
  readonly subject: string;
  readonly scenario: string;
  readonly actor: UserId;
  readonly value?: string;
}

/** The web hook that was sent, and the gateway's answer to it. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly types: readonly string[];
}

export async function fetchToken(user: UserId, subject: string): Promise<string> {
  const { token } = await ask<{ token: string }>(`/demo/session?${new URLSearchParams({ user, subject })}`);
  return token;
}

export const fetchWorld = (): Promise<World> => ask('/demo/world');

export const send = (happening: Happening): Promise<Sent> => ask('/demo/events', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(happening),
});

async function ask<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(path, init);
  if (!response.ok) throw new Error(await problem(response));
  return await response.json() as Answer;
}

async function problem(response: Response): Promise<string> {
  const details = await response.json().catch(() => ({})) as { title?: string; detail?: string };
  return details.detail ?? details.title ?? `${response.status} ${response.statusText}`;
}
