import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {dayName} from './describe.js';
import {choiceField, numberField, problemOf, textField} from './field.js';
import {urgentFields} from './urgent-fields.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const SPANS = ['', 'mon-fri', 'sat,sun', ...DAYS];
const ZONES = Intl.supportedValuesOf('timeZone');

/** When alerts come: fields of the timing of a draft. */
export function timingFields({timing, problem, change}) {
  const own = (name) => problemOf(problem, `timing.${name}`);
  const set = (name) => (value) => {
    timing[name] = value;
    change();
  };
  return html`
    ${digestFields(timing, own('digest'), set('digest'))}
    ${quietFields(timing, problem, change)}
    <div class="field-row">
      ${numberField({
        id: 'cool-down', label: t('timing.cool-down'), hint: t('timing.cool-down-hint'),
        value: timing.coolDownMinutes, change: set('coolDownMinutes'),
        problem: own('coolDownMinutes'),
      })}
      ${numberField({
        id: 'cap', label: t('timing.cap'), hint: t('timing.cap-hint'), value: timing.maxPerHour,
        min: 1, change: set('maxPerHour'), problem: own('maxPerHour'),
      })}
    </div>
    ${urgentFields({
      id: 'break-through', legend: t('timing.break-through'), urgent: timing.breakThrough, change,
    })}
    ${choiceField({
      id: 'zone', label: t('timing.zone'), value: timing.zone, change: set('zone'),
      problem: own('zone'),
      options: [{value: '', label: 'Europe/Paris'}, ...zones(timing.zone)],
    })}`;
}

function zones(chosen) {
  const known = ZONES.includes(chosen) || chosen === '' ? ZONES : [chosen, ...ZONES];
  return known.map((zone) => ({value: zone, label: zone}));
}

function digestFields({digest}, problem, set) {
  const [rhythm, ...rest] = digest === 'none' ? [''] : digest.split(/\s+/);
  const weekly = rhythm === 'weekly';
  const at = weekly ? rest[1] ?? '' : rest.join('');
  const day = weekly ? (rest[0] ?? 'mon').slice(0, 3) : 'mon';
  const changeRhythm = (next) => set({
    '': '', hourly: 'hourly', daily: 'daily 08:00', weekly: 'weekly mon 08:00',
  }[next]);
  return html`<div class="field-row">
    ${choiceField({
      id: 'digest', label: t('timing.digest'), value: rhythm, change: changeRhythm, problem,
      options: ['', 'hourly', 'daily', 'weekly'].map((value) =>
        ({value, label: t(`digest.${value || 'at-once'}`)})),
    })}
    ${weekly ? choiceField({
      id: 'digest-day', label: t('timing.digest-day'), value: day,
      change: (next) => set(`weekly ${next} ${at}`),
      options: DAYS.map((value) => ({value, label: dayName(value, 'long')})),
    }) : nothing}
    ${rhythm === 'daily' || weekly ? textField({
      id: 'digest-at', label: t('timing.digest-time'), value: at,
      hint: weekly ? undefined : t('timing.digest-time-hint'),
      change: (next) => set(weekly ? `weekly ${day} ${next}` : `daily ${next}`),
    }) : nothing}
  </div>`;
}

function quietFields(timing, problem, change) {
  const replace = (place, value) => {
    timing.quiet[place] = value;
    change();
  };
  const drop = (place) => {
    timing.quiet.splice(place, 1);
    change();
  };
  const add = () => {
    timing.quiet.push('22:00-07:00');
    change();
  };
  return html`<fieldset class="field">
    <legend>${t('timing.quiet')}</legend>
    ${timing.quiet.map((text, place) => quietRow({
      text, place, problem: problemOf(problem, `timing.quiet[${place}]`),
      replace: (value) => replace(place, value), drop: () => drop(place),
    }))}
    <button type="button" class="small" @click=${add}>${t('timing.quiet-add')}</button>
  </fieldset>`;
}

/** Hours such as `mon-fri 22:00-07:00`: days, which may be missing, and two times. */
function quietRow({text, place, problem, replace, drop}) {
  const [, days = '', from = '', to = ''] = /^(?:(\D\S*)\s+)?([^-]*)-?(.*)$/.exec(text) ?? [];
  const joined = (next) => {
    const hours = {days, from, to, ...next};
    return `${hours.days ? `${hours.days} ` : ''}${hours.from}-${hours.to}`;
  };
  const spans = SPANS.includes(days) ? SPANS : [days, ...SPANS];
  const id = `quiet-${place}`;
  return html`<div class="field-row quiet">
    ${choiceField({
      id: `${id}-days`, label: t('timing.quiet-days'), value: days, problem,
      change: (next) => replace(joined({days: next})),
      options: spans.map((value) => ({value, label: spanName(value)})),
    })}
    ${textField({
      id: `${id}-from`, label: t('timing.from'), value: from,
      change: (next) => replace(joined({from: next})),
    })}
    ${textField({
      id: `${id}-to`, label: t('timing.to'), value: to,
      change: (next) => replace(joined({to: next})),
    })}
    <button type="button" class="plain" @click=${drop}>${t('action.remove')}<span class="hidden">
      ${t('timing.quiet')} ${place + 1}</span></button>
  </div>`;
}

function spanName(days) {
  if (days === '') return t('timing.every-day');
  return days.split(',').map((span) => span.split('-').map((day) => dayName(day, 'long'))
    .join('–')).join(', ');
}
