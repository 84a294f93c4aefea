import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {get} from '../api.js';
import {filtersOf} from '../filters.js';
import {t} from '../i18n.js';
import {learnOutlets} from '../knowledge.js';
import {Backtests} from '../parts/backtests.js';
import {Replays} from '../parts/replays.js';
import {loading, problemBox} from '../parts/states.js';
import {every} from '../poll.js';
import {update} from '../screen.js';

const POLL_MS = 2000;

/** Backtests and replays. */
export function runsView(query) {
  let runs = null;
  let problem = null;

  async function load() {
    try {
      const [backtests, replays, subscriptions] = await Promise.all([
        get('/backtests'), get('/replays'), get('/subscriptions')]);
      runs = {backtests, replays, subscriptions};
      problem = null;
    } catch (failure) {
      problem = failure;
    }
    update();
  }

  const running = () => [...runs?.backtests ?? [], ...runs?.replays ?? []]
    .some(({state}) => state === 'running');
  const replaying = query.get('kind') === 'replay';
  const filters = filtersOf(query);
  const backtests = new Backtests(replaying ? filtersOf(new URLSearchParams()) : filters, load);
  const replays = new Replays(replaying ? filters : {from: '', to: ''}, load);
  const stop = every(POLL_MS, () => running() && load());
  learnOutlets();
  load();

  return {
    title: () => t('nav.runs'),
    stop,
    template: () => html`<div class="page wide">
      <h1 tabindex="-1">${t('nav.runs')}</h1>
      ${problem ? problemBox(problem, load) : nothing}
      ${runs === null ? (problem ? nothing : loading()) : html`<div class="columns ${
        replaying ? 'reversed' : ''}">
        ${backtests.template(runs.backtests, runs.subscriptions)}
        ${replays.template(runs.replays)}
      </div>`}
    </div>`,
  };
}
