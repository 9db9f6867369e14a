import { beforeEach, describe, expect, it } from 'vitest';
import { news, refuse } from '../connection/fake-gateway.js';
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
