import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {countryName, t, word} from '../i18n.js';
import {topicColour, topicName} from '../knowledge.js';
import {harmless} from './text.js';
import {age} from './time.js';
import {topicsFound} from './topics.js';

/**
 * What was decided of a version of an article, and why.
 *
 * @param {any} decision
 * @param {{headline: string, summary: string}} text that its marks are of
 */
export function decisionDetails(decision, text) {
  return html`<dl class="decision">
    <div><dt>${t('decision.topics')}</dt>
      <dd>${decision.topics.length > 0 ? topicsFound(decision.topics, true)
        : t('decision.none')}</dd></div>
    ${wordsByTopic(decision, text)}
    ${decision.countries.length > 0 ? html`<div><dt>${t('filter.countries')}</dt>
      <dd>${decision.countries.map(countryName).join(', ')}</dd></div>` : nothing}
    <div><dt>${t('decision.decided')}</dt>
      <dd>${decision.decided === null ? t('decision.by-rules-of-now') : age(decision.decided)}${
        decision.audience === null ? nothing : html` · ${word('audience', decision.audience)}`}
        · ${word('form', decision.form)}</dd></div>
  </dl>`;
}

/** The marked words of each topic, each once. */
function wordsByTopic({marks, topics}, text) {
  const spoken = (topic) => [...new Set(marks.filter((mark) => mark.topic === topic)
    .map(({field, start, end}) => harmless(text[field].slice(start, end))))];
  const wordMark = (id) => (spokenWord) =>
    html`<mark class=${topicColour(id)}><bdi>${spokenWord}</bdi></mark> `;
  return topics.map(({id}) => ({id, words: spoken(id)})).filter(({words}) => words.length > 0)
    .map(({id, words}) => html`<div><dt>${topics.length > 1
      ? t('decision.words-for', {topic: topicName(id)}) : t('decision.words')}</dt>
      <dd>${words.map(wordMark(id))}</dd>
    </div>`);
}
