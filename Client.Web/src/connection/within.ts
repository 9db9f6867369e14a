import { NotificationsError } from './error.js';

/**
 * Waits, but not for ever.
 *
 * @param limit Milliseconds.
 * @throws NotificationsError `connection_lost` when the time is up.
 */
export async function within<Result>(limit: number, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new NotificationsError('connection_lost', `The gateway did not answer within ${limit / 1000} s.`);
    timer = setTimeout(() => reject(error), limit);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
