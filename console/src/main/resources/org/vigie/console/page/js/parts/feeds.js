import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {repeat} from '../../vendor/lit-html/directives/repeat.js';
import {get, may, path, post, postText, remove} from '../api.js';
import {t, word} from '../i18n.js';
import {meetOutlet} from '../knowledge.js';
import {say, update} from '../screen.js';
import {confirmed} from './dialog.js';
import {problemOf, textField} from './field.js';
import {empty, loading, problemBox, problemLine, problemText} from './states.js';
import {foreign, harmless, outboundLink} from './text.js';
import {age} from './time.js';

const HEALTH = {ok: 'good', failing: 'bad', 'not polled yet': ''};
const SHOWN = 50;

/** The feeds with their health, and how an operator changes them. */
export class Feeds {
  #feeds = null;
  #problem = null;
  #addProblem = null;
  #imported = null;
  #all = false;
  #form = {address: '', outlet: ''};

  async load() {
    try {
      this.#feeds = await get('/feeds');
      this.#feeds.forEach(({outlet}) => meetOutlet(outlet));
      this.#problem = null;
    } catch (problem) {
      this.#problem = problem;
    }
    update();
  }

  template() {
    return html`<section aria-labelledby="feeds-title">
      <div class="section-head"><h2 id="feeds-title">${t('operations.feeds')}</h2>
        ${this.#exchange()}</div>
      ${this.#imported ? importTemplate(this.#imported) : nothing}
      ${may('operator') ? this.#addForm() : nothing}
      ${this.#problem ? problemBox(this.#problem, () => this.load()) : nothing}
      ${this.#list()}
    </section>`;
  }

  #list() {
    if (this.#feeds === null) return this.#problem ? nothing : loading();
    if (this.#feeds.length === 0) return empty(t('feeds.empty'));
    const shown = this.#all ? this.#feeds : this.#feeds.slice(0, SHOWN);
    const showAll = () => {
      this.#all = true;
      update();
    };
    return html`<ul class="rows">${repeat(shown, ({id}) => id, (feed) => this.#row(feed))}</ul>
      ${shown.length < this.#feeds.length ? html`<button type="button" class="more"
        @click=${showAll}>${t('feeds.all', {n: this.#feeds.length})}</button>` : nothing}`;
  }

  #row(feed) {
    const shownAddress = foreign(feed.address);
    const {address, outlet, health, problem, failures, lastSuccess, nextPoll, possibleLosses,
      movedTo, entriesPerHour} = feed;
    return html`<li class="feed" data-testid="feed">
      <p class="card-top"><span class="badge ${HEALTH[health]}">${word('health', health)}</span>
        <strong>${foreign(outlet.name)}</strong>
        <span class="muted">${
          outboundLink(address, shownAddress, undefined, shownAddress)}</span>
        ${may('operator') ? html`<button type="button" class="plain card-age"
          @click=${() => this.#remove(feed)}>${t('action.remove')}<span class="hidden"> ${
            harmless(address)}</span></button>` : nothing}
      </p>
      ${problem ? html`<p class="line-problem">${foreign(problem)}
        ${failures > 1 ? html` · ${t('feeds.failures', {n: failures})}` : nothing}</p>` : nothing}
      <p class="dotted muted small">
        ${lastSuccess ? html`<span>${t('feeds.last-success')} ${age(lastSuccess)}</span>` : nothing}
        ${nextPoll ? html`<span>${t('feeds.next-poll')} ${age(nextPoll)}</span>` : nothing}
        <span>${t('feeds.rate', {n: entriesPerHour})}</span>
        ${possibleLosses > 0 ? html`<span class="warn">${
          t('feeds.losses', {n: possibleLosses})}</span>` : nothing}
        ${movedTo ? html`<span>${t('feeds.moved')} ${foreign(movedTo)}</span>` : nothing}
      </p>
    </li>`;
  }

  #exchange() {
    return html`<div class="actions">
      <a class="button small" href="/api/v1/feeds/opml" download="vigie.opml"
        >${t('feeds.export')}</a>
      ${may('operator') ? html`<label class="button small file">${t('feeds.import')}
        <input type="file" class="hidden" accept=".opml,.xml,text/x-opml,text/xml"
          @change=${(event) => this.#import(event.target)}></label>` : nothing}
    </div>`;
  }

  #addForm() {
    const set = (name) => (value) => {
      this.#form[name] = value;
      this.#addProblem = null;
      update();
    };
    const submit = (event) => {
      event.preventDefault();
      this.#add();
    };
    return html`<form class="feed-form" novalidate aria-label=${t('feeds.add')} @submit=${submit}>
      ${textField({
        id: 'feed-address', label: t('feeds.address'), type: 'url', value: this.#form.address,
        change: set('address'), problem: problemOf(this.#addProblem, 'address'),
      })}
      ${textField({
        id: 'feed-outlet', label: t('feeds.outlet'), value: this.#form.outlet,
        change: set('outlet'), problem: problemOf(this.#addProblem, 'outlet'),
      })}
      <button>${t('feeds.add')}</button>
      ${this.#addProblem?.field ? nothing : problemLine(this.#addProblem)}
    </form>`;
  }

  async #add() {
    const {address, outlet} = this.#form;
    try {
      await post('/feeds', {address: address.trim(), outlet: outlet.trim() || null});
      this.#form = {address: '', outlet: ''};
      this.#addProblem = null;
      say(t('feeds.added'));
      await this.load();
    } catch (problem) {
      this.#addProblem = problem;
    }
    update();
  }

  async #remove({id, address}) {
    const question = t('feeds.remove-text', {address: harmless(address)});
    if (!await confirmed(t('feeds.remove-title'), question, t('action.remove'))) return;
    const slash = id.indexOf('/');
    try {
      await remove(path`/feeds/${id.slice(0, slash)}/${id.slice(slash + 1)}`);
      await this.load();
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
  }

  async #import(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      this.#imported = await postText('/feeds/opml', await file.text(), 'text/x-opml');
      await this.load();
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
    input.value = '';
    update();
  }
}

function importTemplate({added, known, problems}) {
  return html`<div class="notice" role="status">
    <p>${t('feeds.imported', {n: added})}, ${t('feeds.known', {n: known})}</p>
    ${problems.map((problem) => html`<p class="line-problem">${foreign(problem)}</p>`)}
  </div>`;
}
