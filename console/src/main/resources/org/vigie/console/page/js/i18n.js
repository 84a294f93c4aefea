/** Texts, numbers, dates and names in the language of the page. */

import {fr} from './texts/fr.js';
import {en} from './texts/en.js';

/** French punctuation stands off its word, and must not begin a line. */
function keepTogether(text) {
  return typeof text === 'string'
    ? text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
    : Object.fromEntries(Object.entries(text).map(([key, form]) => [key, keepTogether(form)]));
}

const TEXTS = {fr: keepTogether(fr), en};
let language = 'fr';
let locale = 'fr-FR';
let formats = makeFormats();

/** The region of the browser decides how dates and numbers look, if it speaks the language. */
function localeOf(chosen) {
  if (navigator.language.toLowerCase().startsWith(`${chosen}-`)) return navigator.language;
  return chosen === 'fr' ? 'fr-FR' : 'en-GB';
}

function makeFormats() {
  const displayNames = new Intl.DisplayNames(locale, {type: 'region', fallback: 'none'});
  return {
    plural: new Intl.PluralRules(locale),
    number: new Intl.NumberFormat(locale, {maximumFractionDigits: 1}),
    relative: new Intl.RelativeTimeFormat(locale, {numeric: 'always', style: 'short'}),
    dateTime: new Intl.DateTimeFormat(locale, {dateStyle: 'full', timeStyle: 'short'}),
    shortDateTime: new Intl.DateTimeFormat(locale, {
      day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit',
    }),
    list: new Intl.ListFormat(locale, {type: 'conjunction'}),
    regions: displayNames,
    collator: new Intl.Collator(locale, {sensitivity: 'base'}),
  };
}

/** @returns {'fr' | 'en'} */
export function currentLanguage() {
  return language;
}

/** @param {'fr' | 'en'} chosen */
export function useLanguage(chosen) {
  language = chosen;
  locale = localeOf(chosen);
  formats = makeFormats();
  document.documentElement.lang = chosen;
}

/**
 * The text of a key. `{name}` is replaced by the value of that name, a number in the format of the
 * language; a text with plural forms is chosen by `n`.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  let text = TEXTS[language][key];
  if (text === undefined) return key;
  if (typeof text !== 'string') text = text[formats.plural.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === 'number' ? formats.number.format(value) : String(value);
  });
}

/** Whether there is a text for a key that is made of a word of the API. */
export function hasText(key) {
  return TEXTS[language][key] !== undefined;
}

/** A word of the API in the language of the page, or as it is where it has no text. */
export function word(prefix, value) {
  return hasText(`${prefix}.${value}`) ? t(`${prefix}.${value}`) : value;
}

/** @param {number} value */
export function number(value) {
  return formats.number.format(value);
}

/** @param {string[]} parts */
export function conjunction(parts) {
  return formats.list.format(parts);
}

/** The names of what the API gives in several languages, or the fallback. */
export function nameOf(names, fallback) {
  return names?.[language] ?? names?.fr ?? names?.en ?? fallback;
}

/** @param {string} code ISO 3166-1 alpha-2 */
export function countryName(code) {
  return /^[A-Z]{2}$/.test(code) ? formats.regions.of(code) ?? code : code;
}

/** All countries that the browser has names of, sorted by name. */
export function allCountries() {
  return formats.countries ??= namedCountries();
}

function namedCountries() {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const countries = [];
  for (const first of letters) {
    for (const second of letters) {
      const name = formats.regions.of(first + second);
      if (name !== undefined) countries.push({id: first + second, name});
    }
  }
  return countries.sort((a, b) => formats.collator.compare(a.name, b.name));
}

/** Whether two names are the same but for case and accents. */
export function sameName(a, b) {
  return formats.collator.compare(a.trim(), b.trim()) === 0;
}

const UNITS = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

/** How long ago an instant was, or how far ahead it lies: « il y a 3 min ». */
export function relative(instant, now = Date.now()) {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  if (Number.isNaN(seconds)) return '';
  if (Math.abs(seconds) < 10) return t('time.now');
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each);
  return formats.relative.format(Math.trunc(seconds / length), unit);
}

/** The local date and time in full. */
export function fullDate(instant) {
  return format(formats.dateTime, instant);
}

/** The local date and time in short. */
export function shortDate(instant) {
  return format(formats.shortDateTime, instant);
}

/** A date in a form of one's own. */
export function dateAs(instant, options) {
  return format(new Intl.DateTimeFormat(locale, options), instant);
}

function format(how, instant) {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? '' : how.format(date);
}

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** A size on disk. */
export function bytes(size) {
  const step = size < 1000 ? 0 : Math.min(BYTES.length - 1, Math.floor(Math.log10(size) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit', unit: BYTES[step], unitDisplay: 'short', maximumFractionDigits: step > 2 ? 2 : 0,
  }).format(size / 1000 ** step);
}

/** A length of time such as 40 ms, 3 s, 12 min, in one unit. */
export function duration(milliseconds) {
  const [unit, value] = milliseconds < 1000 ? ['millisecond', Math.round(milliseconds)]
    : milliseconds < 120_000 ? ['second', milliseconds / 1000]
      : milliseconds < 7_200_000 ? ['minute', milliseconds / 60_000]
        : milliseconds < 172_800_000 ? ['hour', milliseconds / 3_600_000]
          : ['day', milliseconds / 86_400_000];
  return new Intl.NumberFormat(locale, {
    style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
