import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {repeat} from '../../vendor/lit-html/directives/repeat.js';
import {get, may, path} from '../api.js';
import {t} from '../i18n.js';
import {learnOutlets} from '../knowledge.js';
import {channelInWords, times, wishes} from '../parts/describe.js';
import {empty, loading, problemBox} from '../parts/states.js';
import {subscriptionActions, subscriptionState} from '../parts/subscription-actions.js';
import {update} from '../screen.js';

/** All subscriptions. */
export function subscriptionsView() {
  let subscriptions = null;
  let problem = null;

  async function load() {
    try {
      subscriptions = await get('/subscriptions');
      problem = null;
    } catch (failure) {
      problem = failure;
    }
    update();
  }

  learnOutlets();
  load();

  const changed = (id, now) => {
    subscriptions = now === null ? subscriptions.filter((each) => each.id !== id)
      : subscriptions.map((each) => (each.id === id ? now : each));
    update();
  };

  const row = (subscription) => html`<li class="subscription" data-testid="subscription">
    <h2><a href=${path`/subscriptions/${subscription.id}`}>${subscription.id}</a></h2>
    ${subscriptionState(subscription)}
    <p class="dotted">${wishes(subscription).map((wish) => html`<span>${wish}</span>`)}</p>
    <p class="dotted muted">${(subscription.channels ?? []).map((channel) =>
      html`<span>${channelInWords(channel)}</span>`)}${times(subscription.timing).map((time) =>
      html`<span>${time}</span>`)}</p>
    ${subscriptionActions(subscription, (now) => changed(subscription.id, now))}
  </li>`;

  const add = () => (may('editor') ? html`<a class="button primary" href="/subscriptions/new"
    >${t('subscriptions.add')}</a>` : nothing);

  return {
    title: () => t('nav.subscriptions'),
    template: () => html`<div class="page">
      <div class="section-head"><h1 tabindex="-1">${t('nav.subscriptions')}</h1>${add()}</div>
      ${problem ? problemBox(problem, load) : nothing}
      ${subscriptions === null ? (problem ? nothing : loading()) : subscriptions.length === 0
        ? empty(t('subscriptions.empty'), add())
        : html`<ul class="rows">${repeat(subscriptions, ({id}) => id, row)}</ul>`}
      <p class="small"><a href="/api/v1/feedback" download="vigie-feedback.jsonl"
        >${t('feedback.export')}</a></p>
    </div>`,
  };
}
