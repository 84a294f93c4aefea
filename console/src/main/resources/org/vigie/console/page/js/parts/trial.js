import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {path, post} from '../api.js';
import {t, word} from '../i18n.js';
import {update} from '../screen.js';
import {problemText} from './states.js';
import {foreign} from './text.js';

/** Sends a trial by the channels of a subscription and shows what came of it. */
export class Trial {
  #results = null;
  #problem = null;
  #busy = false;

  constructor(subscription) {
    this.subscription = subscription;
  }

  template() {
    return html`<div class="trial">
      <button type="button" ?disabled=${this.#busy} @click=${() => this.#send()}
        >${t(this.#busy ? 'trial.busy' : 'trial.send')}</button>
      <div role="status">
        ${this.#problem ? html`<p class="line-problem">${problemText(this.#problem)}</p>` : nothing}
        ${this.#results ? html`<ul class="deliveries">${this.#results.map(resultLine)}</ul>`
          : nothing}
      </div>
    </div>`;
  }

  async #send() {
    this.#busy = true;
    this.#results = null;
    this.#problem = null;
    update();
    try {
      this.#results = await post(path`/subscriptions/${this.subscription}/trial`);
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    update();
  }
}

function resultLine({channel, result, problem}) {
  return html`<li><span class="badge ${result === 'arrived' ? 'good' : 'bad'}">${
    word('trial', result)}</span> ${channel}
    ${problem ? html`<span class="line-problem">${foreign(problem)}</span>` : nothing}</li>`;
}
