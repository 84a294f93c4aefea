import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {repeat} from '../../vendor/lit-html/directives/repeat.js';
import {currentSession, path, queryString} from '../api.js';
import {filtersOf, parametersOf} from '../filters.js';
import {t} from '../i18n.js';
import {allTopics, learnOutlets, topicName} from '../knowledge.js';
import {LiveStories} from '../live-stories.js';
import {filterPanel} from '../parts/filter-panel.js';
import {countryPicker, outletPicker} from '../parts/picker.js';
import {searchBox} from '../parts/search-box.js';
import {empty, indexProgress, loading, problemBox} from '../parts/states.js';
import {storyCard} from '../parts/story-card.js';
import {topicChips, toggled} from '../parts/topics.js';
import {navigate} from '../router.js';
import {whenDrawn} from '../screen.js';

const NEAR_TOP = 80;

/** Kept while other views are open: coming back from a story finds the list as it was. */
let live = null;
let liveQuery = null;

function follow(query) {
  const filters = filtersOf(query);
  const key = queryString(parametersOf(filters));
  if (live !== null && liveQuery === key) return;
  live?.stop();
  live = new LiveStories(filters, reading);
  liveQuery = key;
}

/** Whether the reader is at something that new stories on top would move. */
function reading() {
  const list = document.getElementById('stories');
  if (list === null) return true;
  const pointed = matchMedia('(hover: hover)').matches && list.matches(':hover');
  return scrollY > NEAR_TOP || pointed || list.contains(document.activeElement);
}

/** What happens now. */
export function nowView(query) {
  follow(query);
  learnOutlets();

  const change = (changed) => {
    const filters = {...live.filters, ...changed};
    navigate(`/${queryString(parametersOf(filters))}`);
  };

  async function showPending() {
    await live.showPending();
    scrollTo({top: 0});
    // The button is gone; the keyboard goes on where the new stories are.
    whenDrawn(() => document.querySelector('#stories a')?.focus({preventScroll: true}));
  }

  return {
    title: () => (live.pending.length === 0 ? t('nav.now')
      : `(${live.pending.length}) ${t('nav.now')}`),
    stop() {
      if (currentSession() !== null) return;
      live.stop();
      live = null;
    },
    placed: follow,
    template: () => html`<div class="split">
      ${filterPanel({filters: live.filters, change, body: filterFields(change)})}
      <section class="column" aria-labelledby="now-title">
        <h1 id="now-title" class="view-title" tabindex="-1">${t('nav.now')}</h1>
        ${searchBox({text: live.filters.text, search: (text) => change({text}),
          problem: live.problem})}
        ${indexProgress()}
        <div class="pending" role="status">${pendingButton(showPending)}</div>
        ${content(change)}
      </section>
    </div>`,
  };
}

function filterFields(change) {
  const {topics, countries, outlets} = live.filters;
  return html`
    <h2 class="filter-heading">${t('filter.topics')}</h2>
    ${topicChips(allTopics(), topics, (id) => change({topics: toggled(topics, id)}))}
    ${countryPicker({
      id: 'filter-countries', label: t('filter.countries'), values: countries,
      change: (chosen) => change({countries: chosen}),
    })}
    ${outletPicker({
      id: 'filter-outlets', label: t('filter.outlets'), values: outlets,
      change: (chosen) => change({outlets: chosen}),
    })}
    ${topics.map((id) => html`<a class="small" href=${path`/atom/topics/${id}`} target="_blank"
      rel="noopener">${t('atom.of', {name: topicName(id)})}</a>`)}`;
}

function pendingButton(showPending) {
  if (live.pending.length === 0) return nothing;
  const text = live.gap ? t('now.pending-many') : t('now.pending', {n: live.pending.length});
  return html`<button type="button" class="primary" @click=${showPending}>${text}</button>`;
}

function content(change) {
  if (live.status === 'loading') return loading();
  const elsewhere = live.problem?.field === 'text';
  if (live.status === 'problem') return elsewhere ? nothing
    : problemBox(live.problem, () => live.load());
  return html`
    ${live.problem && !elsewhere ? problemBox(live.problem, () => live.load()) : nothing}
    <div id="stories" class="stories">
      ${repeat(live.stories, ({id}) => id, (story) => html`<div
        class=${live.arrived.has(story.id) ? 'arrived' : ''}
        >${storyCard(story, (each) => live.fits(each))}</div>`)}
    </div>
    ${live.stories.length === 0 ? nothingThere(change) : nothing}
    ${live.next === null ? nothing : html`<button type="button" class="more"
      ?disabled=${live.loadingMore} @click=${() => live.loadMore()}
      >${t(live.loadingMore ? 'loading' : 'action.more')}</button>`}`;
}

function nothingThere(change) {
  if (liveQuery === '') return empty(t('now.empty'));
  const all = {text: '', topics: [], countries: [], outlets: []};
  return empty(t('now.empty-filtered'), html`<button type="button" @click=${() => change(all)}
    >${t('filter.clear')}</button>`);
}
