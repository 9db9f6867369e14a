import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { NotificationsError } from '../connection/error.js';
import type { Notifications } from '../connection/notifications.js';
import type { Mute, UserPreferences } from '../preferences/preferences.js';
import { theme } from '../theme.js';
import { icon } from './icons.js';
import { preferencesStyles } from './preferences-view.styles.js';
import { isComplete, quietForm, setQuiet, weekdays, type QuietForm } from './quiet-form.js';
import { subjectLabel } from './subjects.js';

/** Quiet hours and mutes. It fires `preferences-announce` with a text for screen readers. */
export class PreferencesView extends LitElement {
  static override properties = {
    client: { attribute: false },
    _preferences: { state: true },
    _form: { state: true },
    _changed: { state: true },
    _message: { state: true },
  };

  static override styles = [theme, preferencesStyles];

  declare client: Notifications | undefined;
  declare _preferences: UserPreferences | undefined;
  declare _form: QuietForm | undefined;
  declare _changed: boolean;
  declare _message: string | undefined;

  #off: () => void = () => {};

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#off();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('client')) return;
    this.#off();
    this.#off = this.client?.on('inbox', ({ kind }) => {
      if (kind === 'preferences' && !this._changed) void this.#read();
    }) ?? (() => {});
    void this.#read();
  }

  protected override render(): unknown {
    if (!this._form) return html`<p class="subtle" role="status">${this._message ?? 'Loading…'}</p>`;
    return html`${this.#quiet(this._form)}${this.#mutes(this._preferences?.mutes ?? [])}`;
  }

  #quiet(form: QuietForm): unknown {
    return html`<section aria-labelledby="quiet">
      <div class="row">
        <h3 id="quiet">Quiet hours</h3>
        <button class="switch" type="button" role="switch" aria-checked=${form.on} aria-labelledby="quiet"
          @click=${() => this.#edit({ on: !form.on })}></button>
      </div>
      <p class="subtle">No flags at these times. Your inbox still fills, and one summary follows.</p>
      ${form.on ? html`
        <div class="times">
          <label>From<input type="time" required .value=${form.from} @input=${this.#input('from')}></label>
          <label>To<input type="time" required .value=${form.to} @input=${this.#input('to')}></label>
          <span class="subtle zone">${form.timeZone.replace(/_/g, ' ')}</span>
        </div>
        <div class="days" role="group" aria-label="Days on which it begins">${weekdays.map((day) => html`
          <button type="button" aria-pressed=${form.days.includes(day)} @click=${() => this.#toggle(form, day)}
            >${day.slice(0, 3)}<span class="visually-hidden">${day.slice(3)}</span></button>`)}</div>
        ${form.others.length > 0 ? html`<p class="subtle">and ${form.others.length} more, which stay as they are</p>` : nothing}
        <label class="check"><input type="checkbox" .checked=${form.errors}
          @change=${(event: Event) => this.#edit({ errors: (event.target as HTMLInputElement).checked })}>Show errors all the same</label>
      ` : nothing}
      <div class="row end">
        <span class="subtle">${this._message}</span>
        <button class="primary" type="button" ?disabled=${!this._changed || !isComplete(form)} @click=${this.#save}>Save</button>
      </div>
    </section>`;
  }

  #mutes(mutes: readonly Mute[]): unknown {
    return html`<section aria-labelledby="mutes">
      <h3 id="mutes">Muted</h3>
      ${mutes.length === 0 ? html`<p class="subtle">Nothing is muted. Use “More” on a notification to mute an issue or a project.</p>` : nothing}
      <ul role="list">${mutes.map(({ subject, until }) => html`<li>
        ${icon('mute')}
        <span class="muted"><bdi>${subjectLabel(subject)}</bdi>
          ${until ? html`<span class="subtle">until ${new Date(until).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}</span>` : nothing}
        </span>
        <button type="button" aria-label="Unmute ${subjectLabel(subject)}" @click=${() => void this.#unmute(subject)}>Unmute</button>
      </li>`)}</ul>
    </section>`;
  }

  #toggle(form: QuietForm, day: QuietForm['days'][number]): void {
    const without = form.days.filter((other) => other !== day);
    this.#edit({ days: without.length < form.days.length ? without : [...form.days, day] });
  }

  #input(field: 'from' | 'to') {
    return (event: Event) => this.#edit({ [field]: (event.target as HTMLInputElement).value });
  }

  #edit(change: Partial<QuietForm>): void {
    if (!this._form) return;
    this._form = { ...this._form, ...change };
    this._changed = true;
    this._message = undefined;
  }

  async #read(): Promise<void> {
    await this.#try(async (client) => this.#show(await client.preferences.get()));
  }

  async #save(): Promise<void> {
    await this.#try(async (client) => {
      if (!this._form) return;
      this.#show(await setQuiet(client.preferences, this._form));
      this.#say('Saved');
    });
  }

  async #unmute(subject: string): Promise<void> {
    await this.#try(async (client) => {
      this._preferences = await client.preferences.unmute(subject);
      this.#say(`${subjectLabel(subject)} is not muted any more`);
    });
  }

  async #try(work: (client: Notifications) => Promise<void>): Promise<void> {
    try {
      if (this.client) await work(this.client);
    } catch (thrown) {
      const { code } = NotificationsError.from(thrown);
      this.#say(code === 'connection_lost' ? 'There is no connection now. Try again.' : 'That did not work. Try again.');
    }
  }

  #show(preferences: UserPreferences): void {
    this._preferences = preferences;
    this._form = quietForm(preferences.quiet, Intl.DateTimeFormat().resolvedOptions().timeZone);
    this._changed = false;
    this._message = undefined;
  }

  #say(text: string): void {
    this._message = text;
    this.dispatchEvent(new CustomEvent('preferences-announce', { detail: text }));
  }
}
