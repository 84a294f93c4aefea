import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {may, path, post, remove} from '../api.js';
import {shortDate, t} from '../i18n.js';
import {say} from '../screen.js';
import {ask, confirmed} from './dialog.js';
import {problemText} from './states.js';

/** State, problem, warnings and held alerts of a subscription. */
export function subscriptionState(subscription) {
  const {state, silentUntil, held, problem, warnings} = subscription;
  const silent = silentUntil !== null && Date.parse(silentUntil) > Date.now();
  return html`
    <p class="badges">
      ${state === 'paused' ? html`<span class="badge warn">${t('subscription.paused')}</span>`
        : html`<span class="badge good">${t('subscription.active')}</span>`}
      ${silent ? html`<span class="badge warn">${
        t('subscription.silent-until', {time: shortDate(silentUntil)})}</span>` : nothing}
      ${held ? html`<span class="badge">${t('subscription.held', {n: held})}</span>` : nothing}
    </p>
    ${problem ? html`<p class="line-problem">${problem}</p>` : nothing}
    ${warnings.map((warning) => html`<p class="line-warning">${warning}</p>`)}`;
}

/**
 * The buttons that change the state of a subscription; none for a reader.
 *
 * @param {any} subscription
 * @param {(changed: any | null) => void} done called with what it is now, null where it was removed
 */
export function subscriptionActions(subscription, done) {
  if (!may('editor')) return nothing;
  const {id, state, silentUntil} = subscription;
  const own = (action) => path`/subscriptions/${id}/` + action;
  const silent = silentUntil !== null && Date.parse(silentUntil) > Date.now();

  async function run(action, text) {
    try {
      done(await action());
      say(text);
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
  }

  async function silence() {
    const answer = await ask({
      title: t('subscription.silence-title', {id}), text: t('subscription.silence-text'),
      choices: ['60', '240', '1440'].map((minutes) =>
        ({label: t('subscription.hours', {n: Number(minutes) / 60}), value: minutes})),
    });
    if (answer === null) return;
    const minutes = Number(answer);
    await run(() => post(own('silence'), {minutes}), t('subscription.silenced', {id}));
  }

  async function removeIt() {
    const text = t('subscription.remove-text');
    if (!await confirmed(t('subscription.remove-title', {id}), text, t('action.remove'))) return;
    await run(async () => {
      await remove(path`/subscriptions/${id}`);
      return null;
    }, t('subscription.removed', {id}));
  }

  const button = (label, action, kind = '') => html`<button type="button" class="small ${kind}"
    @click=${action}>${t(label)}<span class="hidden"> ${id}</span></button>`;
  return html`<div class="actions">
    ${state === 'paused'
      ? button('subscription.resume', () => run(() => post(own('resume')),
        t('subscription.resumed', {id})))
      : button('subscription.pause', () => run(() => post(own('pause')),
        t('subscription.now-paused', {id})))}
    ${silent
      ? button('subscription.unsilence', () => run(() => post(own('silence'), {end: true}),
        t('subscription.unsilenced', {id})))
      : button('subscription.silence', silence)}
    ${button('action.remove', removeIt, 'danger')}
  </div>`;
}
