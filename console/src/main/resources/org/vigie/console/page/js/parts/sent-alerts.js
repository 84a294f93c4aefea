import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {get, path} from '../api.js';
import {on} from '../events.js';
import {shortDate, t, word} from '../i18n.js';
import {update} from '../screen.js';
import {FeedbackControl} from './feedback.js';
import {empty, loading, problemBox} from './states.js';
import {foreign, harmless, marked, readLink} from './text.js';
import {age} from './time.js';
import {topicTag} from './topics.js';

const KEPT = 200;

/** What was raised for a subscription, and for each alert why and what became of it. */
export class SentAlerts {
  #alerts = null;
  #next = null;
  #problem = null;
  /** @type {Map<string, {details: any[] | null, problem: any, control: FeedbackControl}>} */
  #open = new Map();
  #ends;

  constructor(subscription) {
    this.subscription = subscription;
    this.#ends = [
      on('alert', (alert) => this.#receive(alert)),
      on('reset', () => this.#load(null)),
    ];
    this.#load(null);
  }

  stop() {
    this.#ends.forEach((end) => end());
  }

  template() {
    return html`<section aria-labelledby="sent-title" id="sent" class="sent">
      <h2 id="sent-title" tabindex="-1">${t('sent.title')}</h2>
      ${this.#problem ? problemBox(this.#problem, () => this.#load(null)) : nothing}
      ${this.#alerts === null ? (this.#problem ? nothing : loading())
        : this.#alerts.length === 0 ? empty(t('sent.empty'))
          : html`<ul class="rows">${this.#alerts.map((alert) => this.#row(alert))}</ul>`}
      ${this.#next === null ? nothing : html`<button type="button" class="more"
        @click=${() => this.#load(this.#next)}>${t('action.more')}</button>`}
    </section>`;
  }

  #receive(alert) {
    if (alert.subscription !== this.subscription || this.#alerts === null) return;
    const others = this.#alerts.filter(({id, seq}) => id !== alert.id || seq !== alert.seq);
    this.#alerts = [alert, ...others];
    if (this.#alerts.length > KEPT) this.#load(null);
    else update();
  }

  async #load(cursor) {
    try {
      const page = await get('/alerts', {subscription: this.subscription, cursor});
      this.#alerts = cursor === null ? page.alerts : [...this.#alerts, ...page.alerts];
      this.#next = page.next;
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    update();
  }

  #row(alert) {
    const key = `${alert.id}.${alert.seq}`;
    const open = this.#open.get(key);
    return html`<li data-testid="alert">
      <p class="card-top"><span class="badge">${word('alert', alert.kind)}</span>
        <span class="topics">${alert.topics.map(topicTag)}</span>
        <span>${foreign(alert.outlet.name)}</span>
        <span class="card-age">${age(alert.decided)}</span></p>
      <h3><a class="title-link" href=${path`/stories/${alert.story}`}
        >${foreign(alert.headline)}</a></h3>
      <div class="actions">
        <button type="button" class="plain" aria-expanded=${open !== undefined}
          @click=${() => this.#toggle(key, alert)}>${t('sent.why')}<span class="hidden">
          ${harmless(alert.headline)}</span></button>
        <span class="small">${readLink(alert)}</span>
      </div>
      ${open ? this.#details(open) : nothing}
    </li>`;
  }

  async #toggle(key, alert) {
    if (this.#open.delete(key)) {
      update();
      return;
    }
    const about = {subscription: this.subscription, missed: false};
    const entry = {
      details: null, problem: null, control: new FeedbackControl(alert.item, alert.topics, about),
    };
    this.#open.set(key, entry);
    update();
    try {
      entry.details = await get(path`/alerts/${alert.id}`);
    } catch (problem) {
      entry.problem = problem;
    }
    update();
  }

  #details({details, problem, control}) {
    if (problem) return problemBox(problem);
    if (details === null) return loading();
    return html`<div class="alert-details">
      ${details.map((each) => alertUpdate(each))}
      ${control.template()}
    </div>`;
  }
}

function alertUpdate({notice, summary, marks, why, deliveries}) {
  return html`<div class="alert-update">
    <p class="small muted">${t('sent.number', {n: notice.seq})} · ${word('alert', notice.kind)}
      · ${shortDate(notice.decided)}</p>
    <p><strong>${marked(notice.headline, marks, 'headline')}</strong></p>
    ${summary ? html`<p class="summary">${marked(summary, marks, 'summary')}</p>` : nothing}
    ${why.length > 0 ? html`<p class="small">${t('decision.words')} : ${why.map((each) =>
      html`<mark><bdi>${harmless(each)}</bdi></mark> `)}</p>` : nothing}
    <ul class="deliveries">${deliveries.map(deliveryLine)}</ul>
  </div>`;
}

function deliveryLine(delivery) {
  const {channel, address, state, attempts, lastAttempt, nextAttempt, held, problem} = delivery;
  return html`<li><span class="badge ${state === 'failed' ? 'bad' : state === 'delivered' ? 'good'
    : ''}">${word('delivery', state)}</span>
    ${channel}${address ? html` ${foreign(address)}` : nothing}
    ${held ? html` · ${word('held', held)}` : nothing}
    ${attempts > 0 ? html` · ${t('delivery.attempts', {n: attempts})}` : nothing}
    ${lastAttempt ? html` · ${age(lastAttempt)}` : nothing}
    ${nextAttempt ? html` · ${t('delivery.next')} ${age(nextAttempt)}` : nothing}
    ${problem ? html`<span class="line-problem">${foreign(problem)}</span>` : nothing}</li>`;
}
