import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {get, may, path, post, remove} from '../api.js';
import {t} from '../i18n.js';
import {say, update} from '../screen.js';
import {ask, confirmed} from './dialog.js';
import {choiceField} from './field.js';
import {noticeList} from './notice-list.js';
import {periodFields, runBadge, runPeriod, runProgress} from './run-state.js';
import {empty, loading, problemLine, problemText} from './states.js';

/** Replays: the form that starts one, those that there are, and how they differ from live. */
export class Replays {
  #problem = null;
  #busy = false;
  /** What was asked of replays; null while the answer is awaited. @type {Map<string, any>} */
  #diffs = new Map();

  constructor({from, to}, changed) {
    this.form = {from, to, subscriptions: 'then'};
    this.changed = changed;
  }

  template(replays) {
    return html`<section class="runs" aria-labelledby="replays-title">
      <h2 id="replays-title">${t('replay.title')}</h2>
      <p class="muted">${t('replay.help')}</p>
      ${may('operator') ? this.#formTemplate() : nothing}
      ${replays.length === 0 ? empty(t('replay.empty'))
        : html`<ul class="rows">${replays.map((each) => this.#row(each))}</ul>`}
    </section>`;
  }

  #formTemplate() {
    const submit = (event) => {
      event.preventDefault();
      this.#start();
    };
    return html`<form class="box" novalidate aria-label=${t('replay.start')} @submit=${submit}>
      ${periodFields('replay', this.form, this.#problem, update)}
      ${choiceField({
        id: 'replay-subscriptions', label: t('replay.subscriptions'),
        value: this.form.subscriptions,
        options: ['then', 'now'].map((value) => ({value, label: t(`replay.${value}`)})),
        change: (value) => {
          this.form.subscriptions = value;
          update();
        },
      })}
      ${problemLine(this.#problem)}
      <button class="primary" ?disabled=${this.#busy}>${t('replay.start')}</button>
    </form>`;
  }

  async #start() {
    const {from, to, subscriptions} = this.form;
    this.#busy = true;
    update();
    try {
      await post('/replays', {from: from.trim(), to: to.trim(), subscriptions});
      this.#problem = null;
      await this.changed();
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    update();
  }

  #row(replay) {
    const {id, state, alerts, problem} = replay;
    const button = (label, action, kind = '') => html`<button type="button" class="small ${kind}"
      @click=${action}>${t(label)}<span class="hidden"> ${id}</span></button>`;
    return html`<li class="run" data-testid="replay">
      <div class="section-head"><h3>${runPeriod(replay)} <span class="muted">${id}</span></h3>
        ${runBadge(state)}</div>
      ${runProgress(replay, id)}
      ${problem ? html`<p class="line-problem">${problem}</p>` : nothing}
      ${alerts === null ? nothing : html`<p>${t('alerts.count', {n: alerts})}</p>`}
      <div class="actions">
        ${state === 'finished' ? button('replay.diff', () => this.#compare(id)) : nothing}
        ${state === 'finished' && may('operator')
          ? button('replay.promote', () => this.#promote(id)) : nothing}
        ${may('operator') ? button('action.remove', () => this.#drop(id), 'danger') : nothing}
      </div>
      ${this.#diffs.has(id) ? diffTemplate(this.#diffs.get(id)) : nothing}
    </li>`;
  }

  async #compare(id) {
    if (this.#diffs.delete(id)) update();
    else await this.#diff(id);
  }

  async #diff(id) {
    this.#diffs.set(id, null);
    update();
    try {
      this.#diffs.set(id, await get(path`/replays/${id}/diff`));
    } catch (problem) {
      this.#diffs.delete(id);
      say(problemText(problem), 'failed');
    }
    update();
    return this.#diffs.get(id);
  }

  async #promote(id) {
    const diff = this.#diffs.get(id) ?? await this.#diff(id);
    if (!diff) return;
    const answer = await ask({
      title: t('replay.promote-title'), text: t('replay.promote-text', {n: diff.added.length}),
      choices: diff.added.length === 0 ? []
        : [{label: t('replay.promote-yes'), value: 'yes', kind: 'primary'}],
    });
    if (answer !== 'yes') return;
    try {
      const {alerts, skipped} = await post(path`/replays/${id}/promote`);
      say(t('replay.promoted', {n: alerts, skipped}));
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
  }

  async #drop(id) {
    const text = t('replay.drop-text');
    if (!await confirmed(t('replay.drop-title', {id}), text, t('action.remove'))) return;
    try {
      await remove(path`/replays/${id}`);
      await this.changed();
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
  }
}

function diffTemplate(diff) {
  if (diff === null) return loading();
  const part = (key, notices) => html`<h4>${t(key, {n: notices.length})}</h4>
    ${notices.length > 0 ? noticeList(notices) : nothing}`;
  return html`<div class="alert-details" role="status">
    <p>${t('replay.same', {n: diff.same})}</p>
    ${part('replay.added', diff.added)}
    ${part('replay.missing', diff.missing)}
  </div>`;
}
