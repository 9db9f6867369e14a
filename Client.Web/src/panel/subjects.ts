const issue = /^([^:]+):issue:(.+)-\d+$/;

export function isIssue(subject: string): boolean {
  return issue.test(subject);
}

/** The project of an issue, `jira:project:DEMO`; other subjects don't say where they are. */
export function projectOf(subject: string): string | undefined {
  const [, source, key] = issue.exec(subject) ?? [];
  return key && `${source}:project:${key}`;
}

/** What is left of a subject where its kind is said already: `DEMO`. */
export function subjectKey(subject: string): string {
  return subject.split(':').slice(2).join(':') || subject;
}

/** A subject for people: `DEMO-1`, `page 4711`, `project DEMO`. */
export function subjectLabel(subject: string): string {
  const [, kind, ...key] = subject.split(':');
  if (key.length === 0) return subject;
  return kind === 'issue' ? key.join(':') : `${kind} ${key.join(':')}`;
}
