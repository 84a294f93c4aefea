import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {allTopics} from '../knowledge.js';
import {update} from '../screen.js';
import {countryPicker, outletPicker} from './picker.js';
import {topicChips, toggled} from './topics.js';

let open = false;

/**
 * The column in which a list is narrowed. On a narrow page it is folded behind a button.
 *
 * @param {object} panel
 * @param {import('../live-stories.js').Filters} panel.filters
 * @param {(changed: object) => void} panel.change called with the filters that changed
 * @param {unknown} [panel.more] further filters
 */
export function filterPanel({filters, change, more = nothing}) {
  const active = filters.topics.length + filters.countries.length + filters.outlets.length;
  const toggle = () => {
    open = !open;
    update();
  };
  return html`<aside class="filters ${open ? 'open' : ''}" aria-label=${t('filter.label')}>
    <button type="button" class="filters-toggle" aria-expanded=${open} aria-controls="filters-body"
      @click=${toggle}>${t('filter.label')}${active > 0 ? ` (${active})` : ''}</button>
    <div id="filters-body" class="filters-body">
      <h2 class="filter-heading">${t('filter.topics')}</h2>
      ${topicChips(allTopics(), filters.topics,
        (id) => change({topics: toggled(filters.topics, id)}))}
      ${countryPicker({
        id: 'filter-countries', label: t('filter.countries'), values: filters.countries,
        change: (countries) => change({countries}),
      })}
      ${outletPicker({
        id: 'filter-outlets', label: t('filter.outlets'), values: filters.outlets,
        change: (outlets) => change({outlets}),
      })}
      ${more}
      ${active > 0 ? html`<button type="button" class="plain clear"
        @click=${() => change({topics: [], countries: [], outlets: []})}
        >${t('filter.clear')}</button>` : nothing}
    </div>
  </aside>`;
}
