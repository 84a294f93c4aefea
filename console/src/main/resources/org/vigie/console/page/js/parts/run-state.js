import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {dateAs, t} from '../i18n.js';
import {problemOf, textField} from './field.js';

const KINDS = {running: '', finished: 'good', failed: 'bad', interrupted: 'warn'};

export function runBadge(state) {
  return html`<span class="badge ${KINDS[state]}">${t(`run.${state}`)}</span>`;
}

/** The period of a run in the zone in which periods are read; without a beginning it is 1970. */
export function runPeriod({from, to}) {
  const day = (instant) => dateAs(instant, {dateStyle: 'medium', timeZone: 'Europe/Paris'});
  return `${Date.parse(from) > 0 ? day(from) : t('run.beginning')} – ${to ? day(to) : t('run.today')}`;
}

export function runProgress({state, done, total}, label) {
  if (state !== 'running') return nothing;
  return html`<div class="run-progress"><progress aria-label=${label} max=${Math.max(1, total ?? 1)}
    .value=${done ?? 0}></progress>
    <span class="small muted">${t('run.progress', {done: done ?? 0, total: total ?? 0})}</span>
  </div>`;
}

/** The two fields of the period of a form. */
export function periodFields(id, form, problem, change) {
  return html`<div class="field-row">${['from', 'to'].map((name) => textField({
    id: `${id}-${name}`, label: t(`period.${name}`), value: form[name], placeholder: '2025-08',
    problem: problemOf(problem, name),
    change: (value) => {
      form[name] = value;
      change();
    },
  }))}</div>`;
}
