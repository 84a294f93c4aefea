import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {countryName, fullDate, shortDate, t} from '../i18n.js';
import {topicColour} from '../knowledge.js';
import {foreign, marked, outboundLink} from './text.js';
import {topicsFound} from './topics.js';

/**
 * An article as lists show it.
 *
 * @param {any} article
 * @param {unknown} [after]
 */
export function articleRow(article, after = nothing) {
  const {headline, summary, marks, outlet, seen, countries} = article;
  return html`<article class="card ${topicColour(article.topics[0]?.id)}" data-testid="article">
    <p class="card-top">
      <span class="entry-outlet">${foreign(outlet.name)}</span>
      ${topicsFound(article.topics)}
      ${article.livePage ? html`<span class="badge">${t('live-page')}</span>` : nothing}
      <time class="card-age" datetime=${seen} title=${fullDate(seen)}>${shortDate(seen)}</time>
    </p>
    <h3 class="headline">${outboundLink(article.url, marked(headline, marks, 'headline'), undefined,
      marked(headline, marks, 'headline'))}</h3>
    ${summary ? html`<p class="summary">${marked(summary, marks, 'summary')}</p>` : nothing}
    ${countries.length > 0 ? html`<p class="card-foot"><span class="countries">${
      countries.map(countryName).join(', ')}</span></p>` : nothing}
    ${after}
  </article>`;
}
