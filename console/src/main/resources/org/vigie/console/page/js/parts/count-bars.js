import {html} from '../../vendor/lit-html/lit-html.js';
import {number} from '../i18n.js';

/**
 * Counts as bars, each with its number.
 *
 * @param {string} label
 * @param {{id: string, count: number}[]} counts
 * @param {(id: string) => unknown} nameOf
 * @param {(id: string) => string} [classOf]
 */
export function countBars(label, counts, nameOf, classOf = () => '') {
  const highest = Math.max(1, ...counts.map(({count}) => count));
  return html`<div class="count-bars"><h4>${label}</h4><ul>${counts.map(({id, count}) => html`
    <li class=${classOf(id)}><span>${nameOf(id)}</span>
      <span class="count-bar" .style=${`--share: ${count / highest * 100}%`}></span>
      <span class="figure">${number(count)}</span></li>`)}</ul></div>`;
}
