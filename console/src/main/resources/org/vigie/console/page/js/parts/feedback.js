import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {may, path, post, remove} from '../api.js';
import {t} from '../i18n.js';
import {allTopics, topicColour, topicName} from '../knowledge.js';
import {update} from '../screen.js';
import {problemLine} from './states.js';

/** What a reader says of one article: that a topic is too much, or that one was missed. */
export class FeedbackControl {
  #asking = null;
  #given = null;
  #problem = null;

  /**
   * @param {string} item the id of the article
   * @param {string[]} topics the topics it has
   * @param {{subscription?: string, missed?: boolean}} [about]
   */
  constructor(item, topics, {subscription = null, missed = true} = {}) {
    this.item = item;
    this.topics = topics;
    this.subscription = subscription;
    this.missed = missed;
  }

  template() {
    if (!may('editor')) return nothing;
    return html`<div class="feedback" role="group" aria-label=${t('feedback.label')}>
      ${this.#given ? this.#confirmation() : this.#buttons()}
      ${problemLine(this.#problem)}
    </div>`;
  }

  #buttons() {
    const button = (verdict) => html`<button type="button" class="small"
      aria-expanded=${this.#asking === verdict} @click=${() => this.#ask(verdict)}
      >${t(`feedback.${verdict}`)}</button>`;
    return html`
      ${this.topics.length > 0 ? button('too-much') : nothing}
      ${this.missed ? button('missed') : nothing}
      ${this.#asking ? this.#choice(this.#asking) : nothing}`;
  }

  #choice(verdict) {
    const missing = allTopics().map(({id}) => id).filter((id) => !this.topics.includes(id));
    const choices = verdict === 'too-much' ? this.topics : missing;
    return html`<span class="feedback-choice">${t(`feedback.${verdict}.which`)}
      ${choices.map((id) => html`<button type="button" class="chip ${topicColour(id)}"
        @click=${() => this.#give(verdict, id)}>${topicName(id)}</button>`)}
      ${verdict === 'too-much' && choices.length > 1 ? html`<button type="button" class="small"
        @click=${() => this.#give(verdict, null)}>${t('feedback.all')}</button>` : nothing}
    </span>`;
  }

  #confirmation() {
    const {verdict, topic} = this.#given;
    const text = topic ? t(`feedback.${verdict}.done`, {topic: topicName(topic)})
      : t('feedback.too-much.all-done');
    return html`<span role="status">${text}</span>
      <button type="button" class="plain" @click=${() => this.#withdraw()}
        >${t('action.undo')}</button>`;
  }

  #ask(verdict) {
    this.#asking = this.#asking === verdict ? null : verdict;
    this.#problem = null;
    update();
  }

  async #give(verdict, topic) {
    await this.#change(async () => {
      this.#given = await post('/feedback',
        {item: this.item, verdict, topic, subscription: this.subscription});
      this.#asking = null;
    });
  }

  async #withdraw() {
    await this.#change(async () => {
      await remove(path`/feedback/${this.#given.id}`);
      this.#given = null;
    });
  }

  async #change(action) {
    try {
      await action();
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    update();
  }
}
