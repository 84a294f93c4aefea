import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {repeat} from '../../vendor/lit-html/directives/repeat.js';
import {get, may, path, post, queryString} from '../api.js';
import {number, t, word} from '../i18n.js';
import {say, update} from '../screen.js';
import {empty, loading, problemBox, problemText} from './states.js';
import {foreign, harmless} from './text.js';
import {age} from './time.js';

const STATES = ['waiting', 'held', 'failed', 'delivered', 'cancelled'];
const KINDS = {delivered: 'good', failed: 'bad', waiting: 'warn'};
const LIMIT = 50;
const OPEN = new Set(['waiting', 'held', 'failed']);

/** Deliveries of one state, or of all. */
export class Deliveries {
  #list = null;
  #problem = null;
  /** Ids of deliveries that the notifier was asked to retry or drop. @type {Map<string, string>} */
  #asked = new Map();

  constructor(state) {
    this.state = STATES.includes(state) ? state : '';
  }

  async choose(state) {
    this.state = STATES.includes(state) ? state : '';
    this.#list = this.#list && {...this.#list, deliveries: []};
    await this.load();
  }

  async load() {
    const {state} = this;
    try {
      const list = await get('/deliveries', {state, limit: LIMIT});
      if (state !== this.state) return;
      this.#list = list;
      this.#asked.clear();
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    update();
  }

  template() {
    return html`<section aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">${t('operations.deliveries')}</h2>
      <nav class="tabs" aria-label=${t('deliveries.states')}>
        ${['', ...STATES].map((state) => this.#tab(state))}</nav>
      ${this.#problem ? problemBox(this.#problem, () => this.load()) : nothing}
      ${this.#rows()}
    </section>`;
  }

  #tab(state) {
    const {states = {}} = this.#list ?? {};
    const count = state === '' ? Object.values(states).reduce((sum, each) => sum + each, 0)
      : states[state] ?? 0;
    return html`<a href=${`/operations${queryString({state})}`}
      aria-current=${state === this.state ? 'true' : 'false'}>${
        state === '' ? t('deliveries.all') : word('delivery', state)}
      <span class="muted">${this.#list === null ? nothing : number(count)}</span></a>`;
  }

  #rows() {
    if (this.#list === null) return this.#problem ? nothing : loading();
    const {deliveries, total} = this.#list;
    if (deliveries.length === 0) return empty(t('deliveries.empty'));
    return html`<ul class="rows">${repeat(deliveries, ({id}) => id, (each) => this.#row(each))}</ul>
      ${total > deliveries.length ? html`<p class="muted small">${t('deliveries.more', {
        n: deliveries.length, total})}</p>` : nothing}`;
  }

  #row(delivery) {
    const {id, subscription, channel, address, state, attempts, planned, lastAttempt, nextAttempt,
      held, problem, headline} = delivery;
    return html`<li data-testid="delivery">
      <p class="card-top">
        <span class="badge ${KINDS[state] ?? ''}">${word('delivery', state)}</span>
        <a href=${path`/subscriptions/${subscription}`}>${subscription}</a>
        <span>${channel}${address ? html` ${foreign(address)}` : nothing}</span>
        ${planned ? html`<span class="card-age">${age(planned)}</span>` : nothing}</p>
      <p>${foreign(headline ?? t('deliveries.no-headline'))}</p>
      <p class="dotted muted small">
        ${held ? html`<span>${t('delivery.held')} : ${word('held', held)}</span>` : nothing}
        ${attempts > 0 ? html`<span>${t('delivery.attempts', {n: attempts})}</span>` : nothing}
        ${lastAttempt ? html`<span>${t('delivery.last')} ${age(lastAttempt)}</span>` : nothing}
        ${nextAttempt ? html`<span>${t('delivery.next')} ${age(nextAttempt)}</span>` : nothing}
      </p>
      ${problem ? html`<p class="line-problem">${foreign(problem)}</p>` : nothing}
      ${may('operator') && OPEN.has(state) ? this.#actions(id, headline) : nothing}
    </li>`;
  }

  #actions(id, headline) {
    const asked = this.#asked.get(id);
    if (asked) return html`<p class="small" role="status">${t(`deliveries.${asked}-asked`)}</p>`;
    return html`<div class="actions">${['retry', 'drop'].map((action) => html`<button type="button"
      class="small" @click=${() => this.#request(id, action)}>${t(`deliveries.${action}`)}<span
      class="hidden"> ${harmless(headline ?? id)}</span></button>`)}</div>`;
  }

  async #request(id, action) {
    try {
      await post(path`/deliveries/${id}/` + action);
      this.#asked.set(id, action);
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
    update();
  }
}
