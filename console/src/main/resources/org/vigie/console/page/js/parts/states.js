/** What a view shows while it waits, when there is nothing, and when something went wrong. */

import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {number, t} from '../i18n.js';
import {serverState} from '../knowledge.js';

export function loading() {
  return html`<p class="loading" role="status">${t('loading')}</p>`;
}

/** The sentence of a problem: that of the server, or what a missing answer means. */
export function problemText(problem) {
  if (problem.status === 0) return t('problem.unreachable');
  if (problem.message) return problem.message;
  return t('problem.status', {status: String(problem.status)});
}

/** @param {() => void} [again] */
export function problemBox(problem, again) {
  return html`<div class="problem" role="alert">
    <p>${problemText(problem)}</p>
    ${again ? html`<button type="button" @click=${again}>${t('action.again')}</button>` : nothing}
  </div>`;
}

/** @param {unknown} [action] what the reader can do */
export function empty(text, action = nothing) {
  return html`<div class="empty"><p>${text}</p>${action}</div>`;
}

/** How far the index is, while it is not complete. */
export function indexProgress() {
  const index = serverState()?.index;
  if (!index) return nothing;
  if (index.problem) return html`<p class="notice warning" role="status">${t('index.problem')}
    ${index.problem}</p>`;
  if (index.complete) return nothing;
  const text = t('index.progress', {done: index.done, total: index.total});
  return html`<div class="notice" role="status">
    <label for="index-progress">${text}</label>
    <progress id="index-progress" max=${Math.max(1, index.total)} value=${index.done}
      >${number(index.done)}</progress>
  </div>`;
}

/** The sentence of a problem in the form that it is about; nothing where there is none. */
export function problemLine(problem) {
  if (!problem) return nothing;
  return html`<p class="field-problem" role="alert">${problemText(problem)}</p>`;
}
