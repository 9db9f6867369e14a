import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { Notifications } from '../connection/notifications.js';
import { FocusHeir } from '../focus-heir.js';
import type { Mute, UserPreferences } from '../preferences/preferences.js';
import { theme } from '../theme.js';
import { complaint } from './complaint.js';
import { icon } from './icons.js';
import { preferencesStyles } from './preferences-view.styles.js';
import { isComplete, quietForm, setQuiet, weekdays, type QuietForm } from './quiet-form.js';
import { subjectLabel } from './subjects.js';

/** Quiet hours and mutes. It fires `preferences-announce` with a text for screen readers. */
export class PreferencesView extends LitElement {
  static override properties = {
    client: { attribute: false },
    _preferences: { state: true },
    _edits: { state: true },
    _failure: { state: true },
    _message: { state: true },
  };

  static override styles = [theme, preferencesStyles];

  declare client: Notifications | undefined;
  declare _preferences: UserPreferences | undefined;
  /** What the user changed in the form and did not save yet; the rest of it is as the gateway says. */
  declare _edits: Partial<QuietForm>;
  /** Why they could not be read, the last time. */
  declare _failure: string | undefined;
  declare _message: string | undefined;

  #offs: (() => void)[] = [];
  #asked = 0;
  #saving = false;

  constructor() {
    super();
    this._edits = {};
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector);
    new FocusHeir(this, (gone) => gone.matches('.unmute') ? find('li:last-child .unmute') ?? find('#mutes') : find('.switch'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The first update does it; this is for an element that is moved.
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#silence();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client')) this.#listen();
  }

  protected override render(): unknown {
    const preferences = this._preferences;
    const failure = this._failure ? html`<div class="row failure">
      <p class="subtle">${preferences ? 'What is shown may be out of date. ' : ''}${this._failure}</p>
      <button class="again" type="button" @click=${() => void this.#read()}>Try again</button>
    </div>` : nothing;
    if (!preferences) return this._failure ? failure : html`<p class="subtle" role="status">Loading…</p>`;
    return html`${failure}${this.#quiet({ ...quietForm(preferences.quiet), ...this._edits })}${this.#mutes(preferences.mutes)}`;
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
        <button class="primary" type="button" aria-disabled=${!this.#canSave(form)} @click=${() => void this.#save(form)}>Save</button>
      </div>
    </section>`;
  }

  #mutes(mutes: readonly Mute[]): unknown {
    return html`<section aria-labelledby="mutes">
      <h3 id="mutes" tabindex="-1">Muted</h3>
      ${mutes.length === 0 ? html`<p class="subtle">Nothing is muted. Use “More” on a notification to mute an issue or a project.</p>` : nothing}
      <ul role="list">${mutes.map(({ subject, until }) => html`<li>
        ${icon('mute')}
        <span class="muted"><bdi>${subjectLabel(subject)}</bdi>
          ${until ? html`<span class="subtle">until ${new Date(until).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}</span>` : nothing}
        </span>
        <button class="unmute" type="button" aria-label="Unmute ${subjectLabel(subject)}" @click=${() => void this.#unmute(subject)}>Unmute</button>
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
    this._edits = { ...this._edits, ...change };
    this._message = undefined;
  }

  #canSave(form: QuietForm): boolean {
    return Object.keys(this._edits).length > 0 && isComplete(form);
  }

  async #read(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const preferences = await this.client?.preferences.get();
      if (asked !== this.#asked) return;
      this._preferences = preferences;
      this._failure = undefined;
    } catch (thrown) {
      if (asked === this.#asked) this._failure = complaint(thrown);
    }
  }

  async #save(form: QuietForm): Promise<void> {
    if (this.#saving || !this.#canSave(form)) return;
    const edits = this._edits;
    this.#saving = true;
    await this.#try('Saved', async (client) => {
      const saved = await setQuiet(client.preferences, edits);
      // What was changed since is still to be saved.
      this._edits = Object.fromEntries(Object.entries(this._edits).filter(([field, value]) => edits[field as keyof QuietForm] !== value));
      return saved;
    });
    this.#saving = false;
  }

  async #unmute(subject: string): Promise<void> {
    await this.#try(`${subjectLabel(subject)} is not muted any more`, (client) => client.preferences.unmute(subject));
  }

  async #try(done: string, work: (client: Notifications) => Promise<UserPreferences>): Promise<void> {
    if (!this.client) return;
    this._message = undefined;
    try {
      this._preferences = await work(this.client);
      // An answer that is under way may be older.
      this.#asked++;
      this.#say(done);
    } catch (thrown) {
      this.#say(complaint(thrown));
    }
  }

  #say(text: string): void {
    this._message = text;
    this.dispatchEvent(new CustomEvent('preferences-announce', { detail: text }));
  }

  #listen(): void {
    this.#silence();
    const client = this.client;
    if (!client || !this.isConnected) return;
    const { user } = client;
    this.#offs = [
      client.on('inbox', ({ kind }) => {
        if (kind === 'preferences') void this.#read();
      }),
      client.on('inboxStale', () => {
        if (client.user === user) void this.#read();
        else this.#listen();
      }),
      client.on('state', (state) => {
        if (state === 'online' && this._failure) void this.#read();
      }),
    ];
    this._preferences = undefined;
    this._edits = {};
    void this.#read();
  }

  #silence(): void {
    for (const off of this.#offs) off();
    this.#offs = [];
  }
}
