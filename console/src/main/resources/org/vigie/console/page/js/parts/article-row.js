import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {countryName, t} from '../i18n.js';
import {topicColour} from '../knowledge.js';
import {foreign, marked, outboundLink} from './text.js';
import {dated} from './time.js';
import {topicsFound} from './topics.js';

/**
 * An article as lists show it.
 *
 * @param {any} article
 * @param {{level?: 2 | 3, after?: unknown}} [about] the level of its heading, and what follows
 */
export function articleRow(article, {level = 3, after = nothing} = {}) {
  const {headline, summary, marks, outlet, seen, countries} = article;
  const text = marked(headline, marks, 'headline');
  const title = outboundLink(article.url, text, undefined, text);
  return html`<article class="card ${topicColour(article.topics[0]?.id)}" data-testid="article">
    <p class="card-top">
      <span class="entry-outlet">${foreign(outlet.name)}</span>
      ${topicsFound(article.topics)}
      ${article.livePage ? html`<span class="badge">${t('live-page')}</span>` : nothing}
      <span class="card-age">${dated(seen)}</span>
    </p>
    ${level === 2 ? html`<h2 class="headline">${title}</h2>`
      : html`<h3 class="headline">${title}</h3>`}
    ${summary ? html`<p class="summary">${marked(summary, marks, 'summary')}</p>` : nothing}
    ${countries.length > 0 ? html`<p class="card-foot"><span class="countries">${
      countries.map(countryName).join(', ')}</span></p>` : nothing}
    ${after}
  </article>`;
}
