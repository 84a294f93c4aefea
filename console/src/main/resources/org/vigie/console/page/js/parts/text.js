/** Text from outside. It is only ever put into text nodes; this is about how it looks. */

import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {topicColour, topicName} from '../knowledge.js';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const JOINERS = new Set(['\u200c', '\u200d']);

/**
 * The text with a space for each unit that cannot be seen or turns the direction of what follows.
 * It keeps its length, so that offsets of marks stay right.
 */
export function harmless(text) {
  return text.replace(UNSEEN, (found) => (JOINERS.has(found) ? found : ' '.repeat(found.length)));
}

/** A text from outside, kept apart from the direction of what is around it. */
export function foreign(text) {
  return html`<bdi>${harmless(text ?? '')}</bdi>`;
}

/**
 * A headline or summary with its marks.
 *
 * @param {string} text
 * @param {{field: string, start: number, end: number, topic?: string | null}[]} marks
 * @param {'headline' | 'summary'} field
 */
export function marked(text, marks, field) {
  const shown = harmless(text);
  const parts = [];
  let at = 0;
  const own = marks.filter((mark) => mark.field === field).sort((a, b) => a.start - b.start);
  for (const {start, end, topic} of own) {
    const from = Math.max(at, start);
    const to = Math.min(shown.length, end);
    if (from >= to) continue;
    parts.push(shown.slice(at, from), markOf(shown.slice(from, to), topic));
    at = to;
  }
  parts.push(shown.slice(at));
  return html`<bdi>${parts}</bdi>`;
}

function markOf(text, topic) {
  if (!topic) return html`<mark title=${t('mark.query')}>${text}</mark>`;
  return html`<mark class=${topicColour(topic)} title=${topicName(topic)}>${text}</mark>`;
}

/** The address if it is one of the web that may be opened, else null. */
export function webAddress(address) {
  if (!address || !URL.canParse(address)) return null;
  return ['http:', 'https:'].includes(new URL(address).protocol) ? address : null;
}

/** A link that leaves the console, or the replacement where the address may not be opened. */
export function outboundLink(address, content, label, replacement = nothing) {
  const safe = webAddress(address);
  if (safe === null) return replacement;
  return html`<a href=${safe} target="_blank" rel="noopener noreferrer" class="outbound"
    aria-label=${label ?? nothing}>${content}</a>`;
}

/** A link to an article of an outlet. */
export function readLink({url, outlet}) {
  const label = t('action.read-at', {outlet: harmless(outlet.name)});
  return outboundLink(url, t('action.read'), label);
}
