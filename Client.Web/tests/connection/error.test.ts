import { describe, expect, it } from 'vitest';
import { NotificationsError } from '../../src/connection/error.js';

const wrapped = (text: string) =>
  new Error(`An unexpected error occurred invoking 'attach' on the server. HubException: ${text}`);

describe('NotificationsError.from', () => {
  it.each([
    ['token_expired', true], ['unavailable', true], ['token_forged', false], ['subject_not_covered', false],
  ])('reads %s', (code, retryable) => {
    expect(NotificationsError.from(wrapped(`${code}: do: this`))).toMatchObject({ code, message: 'do: this', retryable });
  });

  it('takes all else for a lost connection', () => {
    expect(NotificationsError.from(new Error('WebSocket closed: 1006'))).toMatchObject({ code: 'connection_lost', retryable: true });
    expect(NotificationsError.from('odd')).toMatchObject({ code: 'connection_lost', message: 'odd' });
  });

  it('leaves its own as they are', () => {
    const error = new NotificationsError('closed', 'x');
    expect(NotificationsError.from(error)).toBe(error);
  });
});
