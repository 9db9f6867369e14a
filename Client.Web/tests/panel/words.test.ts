import { describe, expect, it } from 'vitest';
import { byDay, itemTime, snoozedText } from '../../src/panel/item-time.js';
import { placement } from '../../src/panel/placement.js';
import { isComplete, quietForm, quietHours } from '../../src/panel/quiet-form.js';
import { reasonText } from '../../src/panel/reasons.js';
import { snoozeChoices } from '../../src/panel/snooze-choices.js';
import { isIssue, projectOf, subjectKey, subjectLabel } from '../../src/panel/subjects.js';
import { item } from '../connection/fake-gateway.js';

const now = new Date(2026, 10, 23, 14, 10);
const at = (days: number, hours: number) => new Date(2026, 10, 23 - days, hours).toISOString();

describe('subjects', () => {
  it.each([
    ['jira:issue:DEMO-1', 'DEMO-1', true, 'jira:project:DEMO'],
    ['wiki:page:1001', 'page 1001', false, undefined],
    ['jira:project:PLAT', 'project PLAT', false, undefined],
    ['odd', 'odd', false, undefined],
  ])('%s', (subject, label, issue, project) => {
    expect([subjectLabel(subject), isIssue(subject), projectOf(subject)]).toEqual([label, issue, project]);
    expect(label.endsWith(subjectKey(subject))).toBe(true);
  });
});

it.each([
  ['assignee', 'assigned to you'], ['named', 'sent to you'], ['group:ops', 'sent to ops'],
  ['componentLead', 'component lead'], ['on-call', 'on call'], ['toString', 'to string'],
])('the reason %s is "%s"', (reason, text) => {
  expect(reasonText(reason)).toBe(text);
});

describe('snooze', () => {
  const choices = (subject: string, when: Date) =>
    snoozeChoices(subject, when).map(({ text, snooze }) => [text, snooze.for ?? (snooze.until as Date).toString()]);

  it('offers later today, the next mornings, and the end of the issue', () => {
    expect(choices('jira:issue:DEMO-1', now)).toEqual([
      ['Later today', new Date(2026, 10, 23, 17, 30).toString()],
      ['Tomorrow', new Date(2026, 10, 24, 9).toString()],
      ['Next week', new Date(2026, 10, 30, 9).toString()],
      ['Until it is resolved', 'resolved'],
    ]);
  });

  it('offers nothing later today when the day is over, and a comment where nothing is resolved', () => {
    expect(choices('wiki:page:1', new Date(2026, 10, 22, 21)).map(([text]) => text))
      .toEqual(['Tomorrow', 'Next week', 'Until somebody comments']);
    expect(choices('wiki:page:1', new Date(2026, 10, 22, 21))[1]?.[1]).toBe(new Date(2026, 10, 23, 9).toString());
  });

  it('says when it comes back', () => {
    expect(snoozedText(item('a', 1, { snoozedFor: 'resolved' }))).toBe('until it is resolved');
    expect(snoozedText(item('a', 1, { snoozedUntil: at(-1, 9), snoozedFor: 'commented' }))).toMatch(/^until .*24.* or until somebody comments$/);
  });
});

describe('times', () => {
  it('are put under their days', () => {
    const items = [item('a', 4, { time: at(0, 9) }), item('b', 3, { time: at(1, 23) }), item('c', 2, { time: at(2, 9) }), item('d', 1, { time: at(400, 9) })];
    expect(byDay(items, now).map(({ name, items: its }) => [name, its.map(({ id }) => id)]))
      .toEqual([['Today', ['a']], ['Yesterday', ['b']], ['Earlier', ['c', 'd']]]);
  });

  it('are the time of day, and the date before yesterday', () => {
    expect(itemTime(at(1, 9), now)).toMatch(/9/);
    expect(itemTime(at(2, 9), now)).toMatch(/21/);
    expect(itemTime(at(2, 9), now)).not.toMatch(/2026/);
    expect(itemTime(at(400, 9), now)).toMatch(/2025/);
    expect([itemTime(undefined, now), itemTime('soon', now)]).toEqual(['', '']);
  });
});

describe('quiet hours', () => {
  const quiet = { timeZone: 'Europe/Berlin', times: [{ days: ['monday' as const], from: '18:00:00', to: '08:00' }], except: 'warning' as const };

  it('begin with what is usual', () => {
    expect(quietForm(undefined, 'Europe/Berlin')).toMatchObject({ on: false, from: '18:00', to: '08:00', timeZone: 'Europe/Berlin', errors: false });
  });

  it('come out as they went in, but for what was changed', () => {
    const form = quietForm({ ...quiet, times: [...quiet.times, { days: ['sunday'], from: '00:00', to: '00:00' }] }, 'UTC');
    expect(quietHours({ ...form, days: ['friday', 'monday'] }, quiet)).toEqual({
      timeZone: 'Europe/Berlin',
      times: [{ days: ['monday', 'friday'], from: '18:00', to: '08:00' }, { days: ['sunday'], from: '00:00', to: '00:00' }],
      except: 'warning',
    });
    expect(quietHours({ ...form, on: false }, quiet)).toBeUndefined();
  });

  it('need a day and both times', () => {
    const form = quietForm(quiet, 'UTC');
    expect([isComplete(form), isComplete({ ...form, days: [] }), isComplete({ ...form, to: '' }), isComplete({ ...form, on: false, days: [] })])
      .toEqual([true, false, false, true]);
  });
});

describe('the place', () => {
  const anchor = (left: number) => ({ left, right: left + 36, bottom: 46 });
  const window = { width: 1280, height: 800 };

  it('is below the anchor, on its side, and inside the window', () => {
    expect(placement(anchor(1066), window, 448)).toEqual({ top: 54, right: 178, height: 738 });
    expect(placement(anchor(178), window, 448)).toEqual({ top: 54, left: 178, height: 738 });
    expect(placement(anchor(640), window, 1270)).toMatchObject({ right: 8 });
  });
});
