const retryableCodes = new Set(['unavailable', 'too_many_calls', 'token_expired', 'token_not_yet_valid', 'connection_lost']);

/** What went wrong, with a code to act on. */
export class NotificationsError extends Error {
  override readonly name = 'NotificationsError';

  /**
   * @param code One of the gateway's codes (`token_expired`, `subject_not_covered`, …), or `connection_lost`, `closed`,
   * `request_too_large` or `url_refused`, which arise in the browser.
   * @param message What to do about it.
   * @param retryable Whether the same may succeed later.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly retryable: boolean = retryableCodes.has(code),
  ) {
    super(message);
  }

  /**
   * Makes an error of anything thrown. SignalR wraps the gateway's `code: text` in a sentence of its own that ends with
   * `HubException: code: text`; whatever does not look like that was no refusal, so it counts as a lost connection.
   */
  static from(thrown: unknown): NotificationsError {
    if (thrown instanceof NotificationsError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const refusal = /HubException: ([a-z][a-z0-9_]*): (.*)$/s.exec(message);
    return refusal
      ? new NotificationsError(refusal[1] ?? '', refusal[2] ?? '')
      : new NotificationsError('connection_lost', message);
  }
}
