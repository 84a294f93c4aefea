import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {CHANNEL_KINDS, channelHas, newChannel} from '../subscription-draft.js';
import {choiceField, problemOf, textField} from './field.js';
import {urgentFields} from './urgent-fields.js';

const FORMS = ['slack', 'mattermost', 'discord', 'teams'];
const PRIORITIES = ['min', 'low', 'default', 'high', 'urgent'];

/** The channels of a draft. */
export function channelFields({channels, problem, change}) {
  const add = () => {
    channels.push(newChannel('email'));
    change();
  };
  return html`
    ${channels.map((channel, place) => channelBox({channels, channel, place, problem, change}))}
    <button type="button" class="small" @click=${add}>${t('channel.add')}</button>`;
}

function channelBox({channels, channel, place, problem, change}) {
  const id = `channel-${place}`;
  const own = (name) => problemOf(problem, `channels[${place}].${name}`);
  const set = (name) => (value) => {
    channel[name] = value;
    change();
  };
  const become = (kind) => {
    channels[place] = newChannel(kind);
    change();
  };
  const drop = () => {
    channels.splice(place, 1);
    change();
  };
  const has = (name) => channelHas(channel.kind, name);
  return html`<fieldset class="box">
    <legend>${t('channel.legend', {n: place + 1})}${
      channel.name ? ` – ${channel.name}` : ''}</legend>
    <div class="field-row">
      ${choiceField({
        id: `${id}-kind`, label: t('channel.kind'), value: channel.kind, problem: own('kind'),
        change: become,
        options: CHANNEL_KINDS.map((kind) => ({value: kind, label: t(`channel.${kind}`)})),
      })}
      ${has('address') ? textField({
        id: `${id}-address`, label: t(channel.kind === 'email' ? 'channel.mail-address'
          : 'channel.address'),
        value: channel.address, change: set('address'), problem: own('address'),
        type: channel.kind === 'email' ? 'email' : 'url',
        hint: channel.kept && channel.kind !== 'email' ? t('channel.kept', {address: channel.kept})
          : undefined,
      }) : nothing}
      ${has('file') ? textField({
        id: `${id}-file`, label: t('channel.file-name'), value: channel.file, change: set('file'),
        problem: own('file'),
      }) : nothing}
    </div>
    ${further({id, channel, has, own, set, change})}
    <button type="button" class="plain" @click=${drop}>${t('channel.remove')}<span class="hidden">
      ${t('channel.legend', {n: place + 1})}</span></button>
  </fieldset>`;
}

/** What few kinds have. */
function further({id, channel, has, own, set, change}) {
  const options = (values, prefix) => [{value: '', label: t(`${prefix}.none`)},
    ...values.map((value) => ({value, label: t(`${prefix}.${value}`)}))];
  return html`<div class="field-row">
    ${has('secret') ? textField({
      id: `${id}-secret`, label: t('channel.secret'), value: channel.secret, change: set('secret'),
      problem: own('secret'), hint: t('channel.secret-hint'),
    }) : nothing}
    ${has('form') ? choiceField({
      id: `${id}-form`, label: t('channel.form'), value: channel.form, change: set('form'),
      problem: own('form'), options: options(FORMS, 'chat-form'),
    }) : nothing}
    ${has('priority') ? choiceField({
      id: `${id}-priority`, label: t('channel.priority'), value: channel.priority,
      change: set('priority'), problem: own('priority'), options: options(PRIORITIES, 'priority'),
    }) : nothing}
  </div>
  ${has('urgent') ? urgentFields({
    id: `${id}-urgent`, legend: t('channel.urgent'), urgent: channel.urgent, change,
  }) : nothing}`;
}
