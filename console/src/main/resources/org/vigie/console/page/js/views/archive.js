import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {repeat} from '../../vendor/lit-html/directives/repeat.js';
import {get, may, path, queryString} from '../api.js';
import {ArchiveSearch} from '../archive-search.js';
import {filtersOf, parametersOf} from '../filters.js';
import {countryName, t} from '../i18n.js';
import {learnOutlets, outletName, topicColour, topicName} from '../knowledge.js';
import {articleRow} from '../parts/article-row.js';
import {facet} from '../parts/facets.js';
import {FeedbackControl} from '../parts/feedback.js';
import {problemOf, notes} from '../parts/field.js';
import {filterPanel} from '../parts/filter-panel.js';
import {histogram} from '../parts/histogram.js';
import {countryPicker, outletPicker} from '../parts/picker.js';
import {searchBox} from '../parts/search-box.js';
import {empty, indexProgress, loading, problemBox} from '../parts/states.js';
import {timeline} from '../parts/timeline.js';
import {navigate} from '../router.js';
import {update} from '../screen.js';

/** The last search: coming back from a story finds its list as it was. */
let search = null;
let searchQuery = null;

/** @type {Map<string, {details: any, problem: any, control: FeedbackControl}>} */
const opened = new Map();

function follow(query, again) {
  const filters = filtersOf(query);
  const key = queryString(parametersOf(filters));
  if (again && search !== null && searchQuery === key) return;
  search?.stop();
  search = new ArchiveSearch(filters, search);
  searchQuery = key;
  opened.clear();
}

const addressOf = (changed, to = '/archive') =>
  `${to}${queryString(parametersOf({...search.filters, ...changed}))}`;
const change = (changed) => navigate(addressOf(changed));

/**
 * Search in the archive.
 *
 * @param {URLSearchParams} query
 * @param {boolean} back whether the reader came back by the history
 */
export function archiveView(query, back) {
  follow(query, back);
  learnOutlets();
  return {
    title: () => t('nav.archive'),
    placed: (next) => follow(next, false),
    template: () => html`<div class="split">
      ${filterPanel({filters: search.filters, change, body: facets()})}
      <section class="column" aria-labelledby="archive-title">
        <h1 id="archive-title" tabindex="-1">${t('nav.archive')}</h1>
        ${searchBox({text: search.filters.text, search: (text) => change({text}),
          problem: search.problem})}
        ${periodFields()}
        ${indexProgress()}
        ${content()}
      </section>
    </div>`,
  };
}

function facets() {
  const {filters, counts} = search;
  const one = (name, label, nameOf, classOf) => facet({
    label, counts: counts?.[name] ?? [], chosen: filters[name], nameOf, classOf,
    change: (chosen) => change({[name]: chosen}),
  });
  return html`
    ${one('topics', t('filter.topics'), topicName, topicColour)}
    ${one('countries', t('filter.countries'), countryName)}
    ${countryPicker({
      id: 'filter-countries', label: t('archive.other-country'), values: filters.countries,
      change: (countries) => change({countries}), listed: false,
    })}
    ${one('outlets', t('filter.outlets'), outletName)}
    ${outletPicker({
      id: 'filter-outlets', label: t('archive.other-outlet'), values: filters.outlets,
      change: (outlets) => change({outlets}), listed: false,
    })}`;
}

function periodFields() {
  const {from, to} = search.filters;
  const submit = (event) => {
    event.preventDefault();
    const {elements} = event.target;
    change({from: elements.from.value.trim(), to: elements.to.value.trim()});
  };
  const dateField = (name, value) => {
    const problem = problemOf(search.problem, name);
    return html`<div class="period-field">
      <label for=${`period-${name}`}>${t(`period.${name}`)}</label>
      <input id=${`period-${name}`} name=${name} .value=${value} placeholder="2025-08"
        autocomplete="off" aria-describedby=${`period-${name}-problem`}
        aria-invalid=${problem ? 'true' : 'false'}>
      ${notes(`period-${name}`, undefined, problem)}
    </div>`;
  };
  return html`<form class="period" aria-label=${t('period.label')} @submit=${submit}>
    ${dateField('from', from)}${dateField('to', to)}
    <button class="small">${t('period.apply')}</button>
    ${from || to ? html`<button type="button" class="plain"
      @click=${() => change({from: '', to: ''})}>${t('period.all')}</button>` : nothing}
  </form>`;
}

function content() {
  const {articles, total, counts, next, busy, problem} = search;
  if (problem) {
    return ['text', 'from', 'to'].includes(problem.field) ? nothing
      : problemBox(problem, () => search.load());
  }
  if (counts === null) return loading();
  return html`<div class=${busy ? 'results busy' : 'results'} aria-busy=${busy}>
    <div class="section-head results-head">
      <p role="status"><strong>${t('archive.found', {n: total})}</strong></p>
      ${searchActions()}
    </div>
    ${counts.histogram.length > 0 ? histogram({
      bars: counts.histogram, unit: counts.unit, addressOf: (period) => addressOf(period),
    }) : nothing}
    ${total === 0 ? nothingFound() : html`<div class="stories">
      ${repeat(articles, ({id}) => id, (article) => html`<div>${articleRow(article,
        {after: details(article), level: 2})}</div>`)}</div>`}
    ${next === null ? nothing : html`<button type="button" class="more" ?disabled=${busy}
      @click=${() => search.loadMore()}>${t(busy ? 'loading' : 'action.more')}</button>`}
  </div>`;
}

function searchActions() {
  if (!may('editor')) return nothing;
  const {from, to} = search.filters;
  return html`<p class="actions">
    <a class="button small" href=${addressOf({from: '', to: ''}, '/subscriptions/new')}
      >${t('archive.subscribe')}</a>
    <a class="button small" href=${addressOf({}, '/runs')}>${t('archive.backtest')}</a>
    ${may('operator') && (from || to) ? html`<a class="button small" href=${`/runs${queryString({from, to,
      kind: 'replay'})}`}>${t('archive.replay')}</a>` : nothing}
  </p>`;
}

function nothingFound() {
  return empty(t('archive.empty'), searchQuery === '' ? nothing
    : html`<a class="button" href="/archive">${t('archive.all')}</a>`);
}

function details(article) {
  const entry = opened.get(article.id);
  return html`
    <p class="card-foot"><button type="button" class="plain" aria-expanded=${entry !== undefined}
      @click=${() => toggle(article)}>${t('archive.details')}</button></p>
    ${entry === undefined ? nothing : entry.problem ? problemBox(entry.problem)
      : entry.details === null ? loading() : html`<div class="article-details">
        ${entry.details.story === null ? nothing : html`<p class="small"><a
          href=${path`/stories/${entry.details.story}`}>${t('archive.story')}</a></p>`}
        ${timeline([entry.details], false, () => entry.control.template())}
      </div>`}`;
}

async function toggle(article) {
  if (opened.delete(article.id)) {
    update();
    return;
  }
  const control = new FeedbackControl(article.id, article.topics.map(({id}) => id));
  const entry = {details: null, problem: null, control};
  opened.set(article.id, entry);
  update();
  try {
    entry.details = await get(path`/articles/${article.id}`);
  } catch (problem) {
    entry.problem = problem;
  }
  update();
}
