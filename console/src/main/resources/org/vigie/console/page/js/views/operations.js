import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {get} from '../api.js';
import {t} from '../i18n.js';
import {serverState} from '../knowledge.js';
import {Deliveries} from '../parts/deliveries.js';
import {Feeds} from '../parts/feeds.js';
import {glance, groupsTable, latencyTable, topicsTable} from '../parts/measures.js';
import {empty, indexProgress, loading, problemBox} from '../parts/states.js';
import {age} from '../parts/time.js';
import {every} from '../poll.js';
import {update} from '../screen.js';

const REFRESH_MS = 10_000;

/** Whether anything is stuck. */
export function operationsView(query) {
  let operations = null;
  let problem = null;
  const feeds = new Feeds();
  const deliveries = new Deliveries(query.get('state'));

  async function measure() {
    try {
      operations = await get('/operations');
      problem = null;
    } catch (failure) {
      problem = failure;
    }
    update();
  }

  function load() {
    measure();
    feeds.load();
    deliveries.load();
  }

  const stop = every(REFRESH_MS, load);
  load();

  return {
    title: () => t('nav.operations'),
    stop,
    placed: (next) => deliveries.choose(next.get('state')),
    template: () => html`<div class="page wide operations">
      <div class="section-head"><h1 tabindex="-1">${t('nav.operations')}</h1>
        ${operations ? html`<p class="muted small">${t('operations.at')} ${age(operations.at)}</p>`
          : nothing}</div>
      ${problem ? problemBox(problem, load) : nothing}
      ${indexProgress()}
      ${operations ? measures(operations) : problem ? nothing : loading()}
      <div class="columns">${deliveries.template()}${feeds.template()}</div>
      ${about()}
    </div>`,
  };
}

function about() {
  const {version, packs, index} = serverState();
  return html`<p class="muted small dotted"><span>Vigie ${version}</span>
    <span>${t('operations.packs')} <code>${packs}</code></span>
    <span>${t('articles.count', {n: index.articles})}</span>
    <span>${t('stories.count', {n: index.stories})}</span>
    <span>${t('alerts.count', {n: index.alerts})}</span>
    <a href="/api/v1/openapi.yaml">${t('operations.api')}</a></p>`;
}

function measures(operations) {
  const {groups, topics, latency} = operations;
  const some = (list, template) => (list.length > 0 ? template(list) : empty(t('operations.none')));
  return html`
    ${operations.problem ? html`<p class="notice warning" role="status">${t('operations.problem')}
      ${operations.problem}</p>` : nothing}
    ${glance(operations)}
    <div class="columns">
      <section aria-labelledby="groups-title"><h2 id="groups-title">${t('operations.groups')}</h2>
        ${some(groups, groupsTable)}</section>
      <section aria-labelledby="topics-title"><h2 id="topics-title">${t('operations.topics')}</h2>
        ${some(topics, topicsTable)}</section>
    </div>
    <section aria-labelledby="latency-title"><h2 id="latency-title">${t('operations.latency')}</h2>
      ${some(latency, latencyTable)}</section>`;
}
