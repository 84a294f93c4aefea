import {html, svg} from '../../vendor/lit-html/lit-html.js';
import {dateAs, number, t} from '../i18n.js';

const HEIGHT = 100;
const GAP = 0.12;
const HOUR_MS = 3_600_000;
const ZONE = 'Europe/Paris';

/**
 * How many articles there are over time. Each bar is a link to its own period; the arrow keys move
 * from bar to bar, so that the tab key passes them as one.
 *
 * @param {object} histogram
 * @param {{start: string, count: number}[]} histogram.bars
 * @param {'hour' | 'day' | 'week' | 'month'} histogram.unit
 * @param {(period: {from: string, to: string}) => string} histogram.addressOf
 */
export function histogram({bars, unit, addressOf}) {
  const highest = Math.max(1, ...bars.map(({count}) => count));
  const width = 1 - (bars.length > 1 ? GAP : 0);
  return html`<figure class="histogram">
    <figcaption class="hidden">${t(`histogram.${unit}`)}</figcaption>
    <span class="histogram-top" aria-hidden="true">${number(highest)}</span>
    <svg viewBox=${`0 0 ${bars.length} ${HEIGHT}`} preserveAspectRatio="none" role="group"
      aria-label=${t(`histogram.${unit}`)} @keydown=${move}>
      ${bars.map(({start, count}, place) => {
        const height = count === 0 ? 0 : Math.max(1.5, count / highest * HEIGHT);
        const label = `${periodName(start, unit)} : ${t('articles.count', {n: count})}`;
        return svg`<a href=${addressOf(periodOf(start, unit))} aria-label=${label}
          tabindex=${place === bars.length - 1 ? 0 : -1}>
          <title>${label}</title>
          <rect class="histogram-space" x=${place} y="0" width="1" height=${HEIGHT}></rect>
          <rect class="histogram-bar" x=${place} y=${HEIGHT - height} width=${width}
            height=${height}></rect>
        </a>`;
      })}
    </svg>
    <p class="histogram-axis" aria-hidden="true"><span>${edgeName(bars[0].start, unit)}</span>
      <span>${t(`histogram.${unit}`)}</span><span>${edgeName(bars.at(-1).start, unit)}</span></p>
  </figure>`;
}

function move(event) {
  const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  const next = links[at + step];
  if (!step || !next) return;
  event.preventDefault();
  links.forEach((link) => link.setAttribute('tabindex', link === next ? '0' : '-1'));
  next.focus();
}

/** The first and last date of a bar, as the API reads periods. */
function periodOf(start, unit) {
  const at = Date.parse(start);
  if (unit === 'hour') return {from: start, to: new Date(at + HOUR_MS - 1).toISOString()};
  const from = dayIn(at);
  if (unit === 'month') return {from: from.slice(0, 7), to: from.slice(0, 7)};
  if (unit === 'day') return {from, to: from};
  // At noon of the seventh day, so that a change of the clock does not move the date.
  return {from, to: dayIn(at + (6 * 24 + 12) * HOUR_MS)};
}

function dayIn(instant) {
  return new Intl.DateTimeFormat('en-CA', {timeZone: ZONE, dateStyle: 'short'}).format(instant);
}

const NAMES = {
  hour: {day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit'},
  day: {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'},
  week: {day: 'numeric', month: 'long', year: 'numeric'},
  month: {month: 'long', year: 'numeric'},
};

const EDGES = {
  hour: {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'},
  day: {day: 'numeric', month: 'short', year: 'numeric'},
  week: {day: 'numeric', month: 'short', year: 'numeric'},
  month: {month: 'short', year: 'numeric'},
};

function periodName(start, unit) {
  const name = dateAs(start, {...NAMES[unit], timeZone: ZONE});
  return unit === 'week' ? t('histogram.week-of', {date: name}) : name;
}

function edgeName(start, unit) {
  return dateAs(start, {...EDGES[unit], timeZone: ZONE});
}
