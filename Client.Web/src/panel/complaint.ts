import { NotificationsError } from '../connection/error.js';

/** What went wrong, for people. */
export function complaint(thrown: unknown): string {
  const { code } = NotificationsError.from(thrown);
  switch (code) {
    case 'connection_lost': return 'There is no connection now. It comes back by itself.';
    case 'permission_missing': return 'There is no inbox for you here.';
    case 'request_too_large': return 'That is too much for one request.';
    case 'too_many_calls': return 'That was too fast. Try again in a moment.';
    default: return 'That did not work. Try again.';
  }
}
