import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {post} from '../api.js';
import {t} from '../i18n.js';
import {update} from '../screen.js';
import {matchingRequestOf} from '../subscription-draft.js';
import {articleRow} from './article-row.js';
import {choiceField} from './field.js';
import {loading, problemText} from './states.js';

const PAUSE_MS = 400;
const SPANS = [1, 7, 30, 365];

/** What a draft would have found in the last days, asked for again while it is written. */
export class Preview {
  problem = null;
  #days = 7;
  #result = null;
  #busy = false;
  #timer = null;
  #request = null;
  #last = '';

  /** Asks soon if what the draft matches has changed. */
  follow(draft) {
    const body = {subscription: matchingRequestOf(draft), days: this.#days};
    const text = JSON.stringify(body);
    if (text === this.#last) return;
    this.#last = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(body), PAUSE_MS);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  /** In a few words, for where the preview itself is out of sight. */
  get inShort() {
    if (this.problem || this.#result === null) return '';
    const {matching, alerts, alertsPerDay} = this.#result;
    return alerts === null ? t('articles.count', {n: matching})
      : `${t('articles.count', {n: matching})}, ${t('preview.alerts', {n: alertsPerDay ?? 0})}`;
  }

  template(draft) {
    const chooseDays = (days) => {
      this.#days = Number(days);
      this.follow(draft);
      update();
    };
    return html`<section class="preview" aria-labelledby="preview-title" data-testid="preview">
      <div class="section-head">
        <h2 id="preview-title">${t('preview.title')}</h2>
        ${choiceField({
          id: 'preview-days', label: t('preview.days'), value: String(this.#days),
          change: chooseDays,
          options: SPANS.map((days) => ({value: String(days), label: t('days.count', {n: days})})),
        })}
      </div>
      <div role="status" class=${this.#busy ? 'preview-body busy' : 'preview-body'}>
        ${this.#summary()}
      </div>
      ${this.#result && !this.problem ? this.#result.samples.map((article) => articleRow(article))
        : nothing}
    </section>`;
  }

  #summary() {
    if (this.problem) return html`<p class="line-problem">${problemText(this.problem)}</p>`;
    if (this.#result === null) return loading();
    const {days, articles, matching, alerts, alertsPerDay, warnings} = this.#result;
    return html`
      <p class="preview-count">${t('preview.count', {
        n: matching, of: articles, days: t('days.count', {n: days}),
      })}</p>
      <p class="muted">${alerts === null ? t('preview.too-many')
        : t('preview.alerts', {n: alertsPerDay ?? 0})}</p>
      ${warnings.map((warning) => html`<p class="line-warning">${warning}</p>`)}
      ${matching === 0 ? html`<p class="muted">${t('preview.nothing')}</p>` : nothing}`;
  }

  async #ask(body) {
    this.#request?.abort();
    this.#request = new AbortController();
    this.#busy = true;
    update();
    try {
      this.#result = await post('/subscriptions/preview', body, this.#request.signal);
      this.problem = null;
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.problem = problem;
    }
    this.#busy = false;
    update();
  }
}
