import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {live} from '../../vendor/lit-html/directives/live.js';
import {t} from '../i18n.js';
import {allTopics} from '../knowledge.js';
import {channelFields} from './channel-fields.js';
import {choiceField, field, notes, numberField, problemOf, textField} from './field.js';
import {countryPicker, outletPicker} from './picker.js';
import {queryHelp} from './query-help.js';
import {problemText} from './states.js';
import {timingFields} from './timing-fields.js';
import {topicChips, toggled} from './topics.js';

/**
 * The form of a subscription.
 *
 * @param {object} form
 * @param {any} form.draft changed in place
 * @param {boolean} form.isNew
 * @param {boolean} form.busy
 * @param {import('../api.js').Problem | null} form.problem of saving
 * @param {import('./preview.js').Preview} form.preview
 * @param {() => void} form.change
 * @param {() => void} form.save
 */
export function subscriptionForm({draft, isNew, busy, problem, preview, change, save}) {
  const own = (name) => problemOf(problem, name) ?? problemOf(preview.problem, name);
  const set = (name) => (value) => {
    draft[name] = value;
    change();
  };
  const submit = (event) => {
    event.preventDefault();
    save();
  };
  return html`<form class="form" novalidate @submit=${submit}>
    ${isNew ? textField({
      id: 'id', label: t('form.id'), hint: t('form.id-hint'), value: draft.id, change: set('id'),
      problem: own('id'),
    }) : nothing}
    <h2>${t('form.what')}</h2>
    ${whatFields(draft, own, set)}
    <h2>${t('form.channels')}</h2>
    ${channelFields({channels: draft.channels, problem, change})}
    <h2>${t('form.when')}</h2>
    ${timingFields({timing: draft.timing, problem, change})}
    ${choiceField({
      id: 'language', label: t('form.language'), value: draft.language, change: set('language'),
      problem: own('language'),
      options: [{value: '', label: t('form.language-default')}, {value: 'fr', label: 'Français'},
        {value: 'en', label: 'English'}],
    })}
    <div class="save-bar">
      ${problem ? html`<p class="field-problem" role="alert">${t('form.refused')}
        ${problemText(problem)}</p>` : nothing}
      <button class="primary" ?disabled=${busy}>${t(isNew ? 'form.add' : 'form.save')}</button>
      <span class="preview-short" aria-hidden="true">${preview.inShort}</span>
    </div>
  </form>`;
}

function whatFields(draft, own, set) {
  return html`
    <div class="field">
      <span class="label">${t('filter.topics')}</span>
      ${topicChips(allTopics(), draft.topics, (id) => set('topics')(toggled(draft.topics, id)))}
      ${notes('topics', t('form.topics-hint'), own('topics'))}
    </div>
    ${field({
      id: 'query', label: t('form.query'), problem: own('query'),
      control: ({id, describedBy, invalid}) => html`<textarea id=${id} rows="3" spellcheck="false"
        .value=${live(draft.query)} aria-describedby=${describedBy} aria-invalid=${invalid}
        @input=${(event) => set('query')(event.target.value)}></textarea>`,
    })}
    ${queryHelp()}
    ${pickerField(countryPicker, 'countries', t('filter.countries'), draft, own, set)}
    ${pickerField(outletPicker, 'outlets', t('form.outlets'), draft, own, set)}
    ${pickerField(outletPicker, 'exceptOutlets', t('form.except-outlets'), draft, own, set)}
    <div class="field-row">
      ${numberField({
        id: 'fromOutlets', label: t('form.from-outlets'), hint: t('form.from-outlets-hint'), min: 1,
        value: draft.fromOutlets, change: set('fromOutlets'), problem: own('fromOutlets'),
      })}
      ${numberField({
        id: 'minScore', label: t('form.min-score'), hint: t('topic.score.title'), step: 0.1,
        value: draft.minScore, change: set('minScore'), problem: own('minScore'),
      })}
    </div>`;
}

function pickerField(kind, name, label, draft, own, set) {
  return html`<div class="field">
    ${kind({
      id: name, label, values: draft[name], change: set(name), describedBy: `${name}-problem`,
      invalid: own(name) !== null,
    })}
    ${notes(name, undefined, own(name))}
  </div>`;
}
