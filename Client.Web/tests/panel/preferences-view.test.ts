import { beforeEach, describe, expect, it } from 'vitest';
import { attached, news, refuse, standing } from '../connection/fake-gateway.js';
import { OpenPanel } from './open-panel.js';

const open = new OpenPanel();

describe('the preferences', () => {
  const view = () => open.find('notification-preferences')?.shadowRoot;
  const within = <Found extends HTMLElement>(selector: string) => view()?.querySelector<Found>(selector) ?? undefined;

  beforeEach(async () => {
    open.gateway.answers['preferences'] = () => ({ choices: [], mutes: [{ subject: 'jira:issue:DEMO-9' }], version: 'v1' });
    open.find('[aria-label=Preferences]')?.click();
    await open.settle();
  });

  it('set quiet hours', async () => {
    within('[role=switch]')?.click();
    await open.settle();
    within('.primary')?.click();
    await open.settle();
    expect(open.gateway.hub.requests('setPreferences')).toEqual([{ preferences: {
      choices: [], mutes: [{ subject: 'jira:issue:DEMO-9' }], version: 'v1',
      quiet: {
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        times: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from: '18:00', to: '08:00' }],
      },
    } }]);
    expect(view()?.textContent).toContain('Saved');
  });

  it('keep what another tab mutes while they are saved', async () => {
    const mutes = [{ subject: 'jira:issue:DEMO-9' }, { subject: 'jira:issue:DEMO-10' }];
    open.gateway.answers['setPreferences'] = ({ preferences }: { preferences: { version?: string } }) => {
      open.gateway.answers['preferences'] = () => ({ choices: [], mutes, version: 'v2' });
      return preferences.version === 'v2' ? preferences : refuse('preferences_changed')();
    };
    within('[role=switch]')?.click();
    await open.settle();
    within('.primary')?.click();
    await open.settle();
    expect(open.gateway.hub.requests('setPreferences')).toMatchObject([{ preferences: { version: 'v1' } }, { preferences: { version: 'v2', mutes } }]);
    expect(view()?.textContent).toContain('Saved');
  });

  it('stay as another session set them, but for what was changed here', async () => {
    const quiet = (from: string, ...others: object[]) =>
      ({ timeZone: 'Europe/Berlin', times: [{ days: ['monday'], from, to: '08:00' }, ...others] });
    const set = (value: object) => (open.gateway.answers['preferences'] = () => ({ choices: [], mutes: [], quiet: value }));
    set(quiet('18:00'));
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'preferences' }]));
    await open.settle();
    within('.check input')?.click();
    set(quiet('17:00'));
    open.gateway.hub.push('inbox', news(10, [{ sequence: 11, kind: 'preferences' }]));
    await open.settle();
    expect([within<HTMLInputElement>('[type=time]')?.value, within<HTMLInputElement>('[type=checkbox]')?.checked]).toEqual(['17:00', true]);
    const night = { days: ['sunday'], from: '00:00', to: '00:00' };
    set(quiet('16:00', night));
    await open.click(within('.primary'));
    expect(open.gateway.hub.requests('setPreferences')).toEqual([{ preferences: { choices: [], mutes: [], quiet: { ...quiet('16:00', night), except: 'error' } } }]);
  });

  it('say that they were saved also when that is told after the answer', async () => {
    within('[role=switch]')?.click();
    await open.settle();
    const save = within('.primary');
    save?.focus();
    await open.click(save);
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'preferences' }]));
    await open.settle();
    expect(view()?.textContent).toContain('Saved');
    expect([open.focused, save?.ariaDisabled ?? save?.getAttribute('aria-disabled')]).toEqual([save, 'true']);
    await open.click(save);
    expect(open.gateway.hub.requests('setPreferences')).toHaveLength(1);
  });

  it('are read anew when they are stale, and say so when that fails', async () => {
    open.gateway.answers['preferences'] = refuse('unavailable');
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'reset' }]));
    await open.settle();
    expect(view()?.textContent).toContain('What is shown may be out of date');
    open.gateway.answers['preferences'] = () => ({ choices: [], mutes: [] });
    within('.again')?.focus();
    await open.click(within('.again'));
    expect(view()?.textContent).toContain('Nothing is muted');
    expect(view()?.textContent).not.toContain('out of date');
    expect(open.focused).toBe(within('.switch'));
  });

  it('of one user are not shown to the next', async () => {
    open.gateway.answers['preferences'] = refuse('permission_missing');
    open.gateway.answers['attach'] = attached(standing(3), 'ben');
    open.gateway.hub.push('ended', { code: 'user_changed', message: 'Attach again.', reconnect: true });
    await open.settle(1_000);
    expect(view()?.textContent).not.toContain('DEMO-9');
    expect(view()?.textContent).toContain('There is no inbox for you here.');
  });

  it('keep the focus when a mute ends', async () => {
    open.gateway.answers['unmute'] = () => ({ choices: [], mutes: [{ subject: 'jira:issue:DEMO-8' }] });
    open.gateway.answers['preferences'] = () => ({ choices: [], mutes: [{ subject: 'jira:issue:DEMO-8' }, { subject: 'jira:issue:DEMO-9' }] });
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'preferences' }]));
    await open.settle();
    within('li:last-child button')?.focus();
    await open.click(within('li:last-child button'));
    expect(open.focused?.getAttribute('aria-label')).toBe('Unmute DEMO-8');
    open.gateway.answers['unmute'] = () => ({ choices: [], mutes: [] });
    await open.click(open.focused);
    expect(open.focused?.id).toBe('mutes');
  });

  it('end a mute', async () => {
    within('li button')?.click();
    await open.settle();
    expect(open.gateway.hub.requests('unmute')).toEqual([{ subject: 'jira:issue:DEMO-9' }]);
    expect(view()?.textContent).toContain('Nothing is muted');
  });

  it('follow what is changed elsewhere, and lead back', async () => {
    open.gateway.answers['preferences'] = () => ({ choices: [], mutes: [] });
    open.gateway.hub.push('inbox', news(9, [{ sequence: 10, kind: 'preferences' }]));
    await open.settle();
    expect(view()?.textContent).toContain('Nothing is muted');
    open.find('.back')?.click();
    await open.settle();
    expect(open.rows).toHaveLength(3);
  });
});
