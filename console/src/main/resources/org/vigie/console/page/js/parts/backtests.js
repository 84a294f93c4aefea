import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {live} from '../../vendor/lit-html/directives/live.js';
import {may, path, post, remove} from '../api.js';
import {dateAs, t} from '../i18n.js';
import {allTopics, topicColour, topicName} from '../knowledge.js';
import {say, update} from '../screen.js';
import {draftOf, matchingRequestOf} from '../subscription-draft.js';
import {countBars} from './count-bars.js';
import {choiceField, field, problemOf} from './field.js';
import {noticeList} from './notice-list.js';
import {countryPicker, outletPicker} from './picker.js';
import {queryHelp} from './query-help.js';
import {periodFields, runBadge, runPeriod, runProgress} from './run-state.js';
import {empty, problemLine, problemText} from './states.js';
import {topicChips, toggled} from './topics.js';

/** Backtests: the form that starts one, and those that there are. */
export class Backtests {
  #problem = null;
  #busy = false;

  /**
   * @param {ReturnType<import('../filters.js').filtersOf>} filters of a search to begin with
   * @param {() => Promise<void>} changed called when the list has to be read again
   */
  constructor({text, from, to, ...filters}, changed) {
    this.form = {id: '', from, to, draft: draftOf({...filters, query: text})};
    this.changed = changed;
  }

  template(backtests, subscriptions) {
    return html`<section class="runs" aria-labelledby="backtests-title">
      <h2 id="backtests-title">${t('backtest.title')}</h2>
      <p class="muted">${t('backtest.help')}</p>
      ${may('editor') ? this.#formTemplate(subscriptions) : nothing}
      ${backtests.length === 0 ? empty(t('backtest.empty'))
        : html`<ul class="rows">${backtests.map((each) => this.#row(each))}</ul>`}
    </section>`;
  }

  #formTemplate(subscriptions) {
    const {form} = this;
    const submit = (event) => {
      event.preventDefault();
      this.#start();
    };
    const choices = [{value: '', label: t('backtest.a-search')},
      ...subscriptions.map(({id}) => ({value: id, label: id}))];
    return html`<form class="box" novalidate aria-label=${t('backtest.start')} @submit=${submit}>
      ${choiceField({
        id: 'backtest-id', label: t('backtest.of'), value: form.id, options: choices,
        problem: problemOf(this.#problem, 'id'),
        change: (id) => {
          form.id = id;
          update();
        },
      })}
      ${form.id === '' ? this.#searchFields(form.draft) : nothing}
      ${periodFields('backtest', form, this.#problem, update)}
      ${problemLine(this.#problem)}
      <button class="primary" ?disabled=${this.#busy}>${t('backtest.start')}</button>
    </form>`;
  }

  #searchFields(draft) {
    const set = (name) => (value) => {
      draft[name] = value;
      update();
    };
    return html`
      ${topicChips(allTopics(), draft.topics, (id) => set('topics')(toggled(draft.topics, id)))}
      ${field({
        id: 'backtest-query', label: t('form.query'), problem: problemOf(this.#problem, 'query'),
        control: ({id, describedBy, invalid}) => html`<input id=${id} .value=${live(draft.query)}
          autocomplete="off" spellcheck="false" aria-describedby=${describedBy}
          aria-invalid=${invalid} @input=${(event) => set('query')(event.target.value)}>`,
      })}
      ${queryHelp()}
      <div class="field-row">
        ${countryPicker({id: 'backtest-countries', label: t('filter.countries'),
          values: draft.countries, change: set('countries')})}
        ${outletPicker({id: 'backtest-outlets', label: t('filter.outlets'),
          values: draft.outlets, change: set('outlets')})}
      </div>`;
  }

  async #start() {
    const {id, from, to, draft} = this.form;
    const of = id === '' ? {subscription: matchingRequestOf(draft)} : {id};
    this.#busy = true;
    update();
    try {
      await post('/backtests', {...of, from: from.trim() || null, to: to.trim() || null});
      this.#problem = null;
      await this.changed();
    } catch (problem) {
      this.#problem = problem;
    }
    this.#busy = false;
    update();
  }

  async #drop(id) {
    try {
      await remove(path`/backtests/${id}`);
      await this.changed();
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
  }

  #row(backtest) {
    const {id, subscription, state, problem, result} = backtest;
    return html`<li class="run" data-testid="backtest">
      <div class="section-head">
        <h3>${subscription} <span class="muted">${runPeriod(backtest)}</span></h3>
        <span class="actions">${runBadge(state)}
          ${may('editor') ? html`<button type="button" class="plain" @click=${() => this.#drop(id)}
            >${t(state === 'running' ? 'run.stop' : 'run.forget')}<span class="hidden">
            ${subscription}</span></button>` : nothing}</span></div>
      ${runProgress(backtest, subscription)}
      ${problem ? html`<p class="line-problem">${problem}</p>` : nothing}
      ${result ? resultTemplate(result) : nothing}
    </li>`;
  }
}

function resultTemplate({articles, matching, newAlerts, byMonth, byTopic, samples}) {
  const month = (id) => (/^\d{4}-\d\d$/.test(id)
    ? dateAs(`${id}-15T12:00:00Z`, {month: 'long', year: 'numeric'}) : id);
  return html`
    <p>${t('backtest.result', {
      n: matching, of: articles, alerts: t('alerts.count', {n: newAlerts}),
    })}</p>
    <div class="result-bars">
      ${countBars(t('backtest.by-month'), byMonth, month)}
      ${countBars(t('backtest.by-topic'), byTopic, topicName, topicColour)}
    </div>
    ${samples.length > 0 ? html`<details><summary>${t('backtest.samples')}</summary>
      ${noticeList(samples)}</details>` : nothing}`;
}
