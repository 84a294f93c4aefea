import {html} from '../../vendor/lit-html/lit-html.js';
import {nameOf, t} from '../i18n.js';
import {topicColour, topicName} from '../knowledge.js';

/** A topic by its name, in its colour. */
export function topicTag(id) {
  return html`<span class="topic ${topicColour(id)}">${topicName(id)}</span>`;
}

/** The topics that were found, each with its phase. */
export function topicsFound(topics, withScore = false) {
  const scored = (score) => html`<span class="score" title=${t('topic.score.title')}> · ${
    t('topic.score', {n: score})}</span>`;
  const tags = topics.map(({id, score, phase}) => html`
    <span class="topic ${topicColour(id)}">${topicName(id)}${phase
      ? html`<span class="phase"> · ${nameOf(phase.label, phase.id)}</span>` : ''}${
      withScore ? scored(score) : ''}</span>`);
  return html`<span class="topics">${tags}</span>`;
}

/**
 * Chips by which topics are chosen.
 *
 * @param {{id: string}[]} topics
 * @param {string[]} chosen ids
 * @param {(id: string) => void} toggle
 */
export function topicChips(topics, chosen, toggle) {
  return html`<div class="chips" role="group" aria-label=${t('filter.topics')}>
    ${topics.map(({id}) => html`
      <button type="button" class="chip ${topicColour(id)}" aria-pressed=${chosen.includes(id)}
        @click=${() => toggle(id)}>${topicName(id)}</button>`)}
  </div>`;
}

/** The list with the id added, or without it if it was there. */
export function toggled(ids, id) {
  return ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];
}
