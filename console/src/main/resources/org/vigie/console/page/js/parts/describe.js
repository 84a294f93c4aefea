/** Subscriptions in words. */

import {html} from '../../vendor/lit-html/lit-html.js';
import {conjunction, countryName, dateAs, t, word} from '../i18n.js';
import {outletName, topicName} from '../knowledge.js';
import {foreign, harmless} from './text.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What a subscription asks for, as parts of a sentence. */
export function wishes(subscription) {
  const {topics, query, countries, outlets, exceptOutlets, fromOutlets, minScore} = subscription;
  const parts = [];
  const add = (key, values) => {
    if (values?.length > 0) parts.push(html`${t(key)} ${foreign(values.join(', '))}`);
  };
  add('wish.topics', topics?.map(topicName));
  if (query) parts.push(html`${t('wish.query')} <code><bdi>${harmless(query)}</bdi></code>`);
  add('wish.countries', countries?.map(countryName));
  add('wish.outlets', outlets?.map(outletName));
  add('wish.except', exceptOutlets?.map(outletName));
  if (fromOutlets > 1) parts.push(t('wish.from-outlets', {n: fromOutlets}));
  if (minScore) parts.push(t('wish.score', {n: minScore}));
  return parts.length > 0 ? parts : [t('wish.everything')];
}

/** When a subscription is told. */
export function times(timing) {
  const parts = [digestInWords(timing?.digest)];
  if (timing?.quiet?.length > 0) {
    parts.push(t('timing.quiet-at', {hours: conjunction(timing.quiet.map(hoursInWords))}));
  }
  if (timing?.maxPerHour) parts.push(t('timing.cap-of', {n: timing.maxPerHour}));
  if (timing?.coolDownMinutes) parts.push(t('timing.cool-down-of', {n: timing.coolDownMinutes}));
  const urgent = urgentInWords(timing?.breakThrough);
  if (urgent) parts.push(t('timing.break-through-of', {what: urgent}));
  return parts;
}

export function urgentInWords(urgent) {
  const parts = (urgent?.topics ?? []).map(topicName);
  if (urgent?.outlets) parts.push(t('timing.told-by', {n: urgent.outlets}));
  return parts.join(', ');
}

function digestInWords(digest) {
  if (!digest || digest === 'none') return t('timing.at-once');
  const [rhythm, ...rest] = digest.split(/\s+/);
  if (rhythm === 'hourly') return t('timing.hourly-digest');
  if (rhythm === 'daily') return t('timing.daily-digest', {at: timesInWords(rest.join(''))});
  const [day, at] = rest;
  return t('timing.weekly-digest', {day: dayName(day), at: timesInWords(at ?? '')});
}

function timesInWords(list) {
  return conjunction(list.split(','));
}

function hoursInWords(quiet) {
  return quiet.replace(/[a-z]+/gi, (day) => dayName(day)).replace(/([^\d])-([^\d])/g, '$1–$2');
}

/** The name of a day of the week that is written in English, in full or by its first letters. */
export function dayName(day, length = 'short') {
  const place = DAYS.indexOf((day ?? '').slice(0, 3).toLowerCase());
  // 1 January 2024 was a Monday.
  return place < 0 ? day : dateAs(Date.UTC(2024, 0, 1 + place), {weekday: length, timeZone: 'UTC'});
}

/** Where a channel leads. */
export function channelInWords({kind, address, file}) {
  const kindName = word('channel', kind);
  const place = address ?? file;
  return place ? html`${kindName} ${foreign(place)}` : kindName;
}
