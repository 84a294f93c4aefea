import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {update} from '../screen.js';

let open = false;

/**
 * The column in which a list is narrowed. On a narrow page it is folded behind a button.
 *
 * @param {object} panel
 * @param {import('../live-stories.js').Filters} panel.filters
 * @param {(changed: object) => void} panel.change called with the filters that changed
 * @param {unknown} panel.body the filters
 */
export function filterPanel({filters, change, body}) {
  const active = filters.topics.length + filters.countries.length + filters.outlets.length;
  const toggle = () => {
    open = !open;
    update();
  };
  return html`<aside class="filters ${open ? 'open' : ''}" aria-label=${t('filter.label')}>
    <button type="button" class="filters-toggle" aria-expanded=${open} aria-controls="filters-body"
      @click=${toggle}>${t('filter.label')}${active > 0 ? ` (${active})` : ''}</button>
    <div id="filters-body" class="filters-body">
      ${body}
      ${active > 0 ? html`<button type="button" class="plain clear"
        @click=${() => change({topics: [], countries: [], outlets: []})}
        >${t('filter.clear')}</button>` : nothing}
    </div>
  </aside>`;
}
