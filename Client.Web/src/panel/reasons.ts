const texts: Readonly<Record<string, string>> = {
  assignee: 'assigned to you',
  previousAssignee: 'was assigned to you',
  reporter: 'reported by you',
  creator: 'created by you',
  author: 'written by you',
  watchers: 'watched by you',
  mentioned: 'mentions you',
  participants: 'you took part',
  named: 'sent to you',
};

/** Why somebody was told, for people. Rules may have reasons of their own: `componentLead` is "component lead". */
export function reasonText(reason: string): string {
  const known = Object.hasOwn(texts, reason) ? texts[reason] : undefined;
  if (known) return known;
  if (reason.startsWith('group:')) return `sent to ${reason.slice('group:'.length)}`;
  return reason.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
}
