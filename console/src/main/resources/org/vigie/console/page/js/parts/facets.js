import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {number, t} from '../i18n.js';
import {harmless} from './text.js';
import {toggled} from './topics.js';

const SHOWN = 12;

/**
 * Values with how many articles have each; a click adds or removes one.
 *
 * @param {object} facet
 * @param {string} facet.label
 * @param {{id: string, count: number}[]} facet.counts
 * @param {string[]} facet.chosen
 * @param {(id: string) => string} facet.nameOf
 * @param {(id: string) => string} [facet.classOf]
 * @param {(chosen: string[]) => void} facet.change
 */
export function facet({label, counts, chosen, nameOf, classOf = () => '', change}) {
  const missing = chosen.filter((id) => !counts.some((count) => count.id === id))
    .map((id) => ({id, count: null}));
  const shown = [...missing, ...counts.slice(0, SHOWN)];
  if (shown.length === 0) return nothing;
  return html`<div class="facet" role="group" aria-label=${label}>
    <h2 class="filter-heading">${label}</h2>
    <ul>${shown.map(({id, count}) => html`<li><button type="button"
      class="facet-value ${classOf(id)}" aria-pressed=${chosen.includes(id)}
      @click=${() => change(toggled(chosen, id))}
      ><bdi class="facet-name">${harmless(nameOf(id))}</bdi>${count === null ? nothing
        : html`<span class="figure">${number(count)}<span class="hidden"> ${
          t('articles.word', {n: count})}</span></span>`}</button></li>`)}</ul>
  </div>`;
}
