/** What became of an action. */
export type Outcome =
  /** Nothing more to show: the flag may go. */
  | { readonly status: 'closed' }
  /** It went well; the flag stays. */
  | { readonly status: 'done'; readonly text?: string }
  | { readonly status: 'failed'; readonly text: string }
  /** It leads to another origin: ask, then run it again as confirmed. */
  | { readonly status: 'confirm'; readonly host: string };
