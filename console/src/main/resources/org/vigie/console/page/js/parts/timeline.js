import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t, word} from '../i18n.js';
import {decisionDetails} from './decision.js';
import {foreign, marked, readLink} from './text.js';
import {dated} from './time.js';

/**
 * The versions of articles in the order in which they could be read.
 *
 * @param {any[]} articles
 * @param {boolean} newestFirst
 * @param {(article: any) => unknown} [after] what stands below the last version of an article
 */
export function timeline(articles, newestFirst, after = () => nothing) {
  const entries = articles.flatMap((article) => article.versions.map((version, place) =>
    ({article, version, place, count: article.versions.length})));
  entries.sort((a, b) => a.version.seen.localeCompare(b.version.seen) || a.place - b.place);
  if (newestFirst) entries.reverse();
  return html`<ol class="timeline">${entries.map((entry) => timelineEntry(entry, after))}</ol>`;
}

function timelineEntry({article, version, place, count}, after) {
  const last = place === count - 1;
  return html`<li class="entry" data-testid="version">
    <p class="entry-top">
      ${dated(version.seen)}
      <span class="entry-outlet">${foreign(article.outlet.name)}</span>
      ${count > 1 ? html`<span class="badge">${
        t('version.number', {n: place + 1, of: count})}</span>` : nothing}
      ${article.livePage ? html`<span class="badge">${t('live-page')}</span>` : nothing}
      ${article.origin === 'live' ? nothing
        : html`<span class="badge">${word('origin', article.origin)}</span>`}
    </p>
    <h3>${marked(version.headline, version.decision.marks, 'headline')}</h3>
    ${version.summary === '' ? nothing : html`<p class="summary">${
      marked(version.summary, version.decision.marks, 'summary')}</p>`}
    ${decisionDetails(version.decision, version)}
    ${last ? html`<div class="actions entry-actions">
      ${readLink(article)}
      ${after(article)}
    </div>` : nothing}
  </li>`;
}
