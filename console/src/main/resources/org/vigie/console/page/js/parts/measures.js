/** What was measured of Kafka, of the way of alerts, and of the disks. */

import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {bytes, duration, number, t, word} from '../i18n.js';
import './line-chart.js';

/** The words of `vigie lag`. */
const STATUS_KINDS = {
  ok: 'good', superseded: '', behind: 'warn', unknown: 'warn', gone: 'warn',
};

/** A table that can be scrolled sideways where the page is narrow. */
function table(label, head, rows) {
  return html`<div class="table" role="group" tabindex="0" aria-label=${label}><table>
    <thead><tr>${head.map(([key, kind = '']) =>
      html`<th scope="col" class=${kind}>${t(key)}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

const or = (value, format) => (value === null ? '–' : format(value));

export function groupsTable(groups) {
  const rows = groups.map(({group, status, state, records, ageMs, history}) => html`
    <tr data-testid="group">
      <th scope="row">${group}</th>
      <td><span class="badge ${STATUS_KINDS[status] ?? ''}" title=${word('lag', status)}
        >${status}</span> <span class="muted small">${state}</span></td>
      <td class="figure">${or(records, number)}</td>
      <td class="figure">${or(ageMs, (age) => t('seconds', {n: age / 1000}))}</td>
      <td class="line">${line(history, (value) => duration(value * 1000))}</td>
    </tr>`);
  return table(t('operations.groups'), [['group.name'], ['group.status'],
    ['group.records', 'figure'], ['group.age', 'figure'], ['history']], rows);
}

export function topicsTable(topics) {
  const rows = topics.map(({topic, perSecond, bytes: size, history}) => html`<tr>
    <th scope="row">${topic}</th>
    <td class="figure">${or(perSecond, (value) => t('per-second', {n: value}))}</td>
    <td class="figure">${or(size, bytes)}</td>
    <td class="line">${line(history, (value) => t('per-second', {n: value}))}</td>
  </tr>`);
  return table(t('operations.topics'), [['topic.kafka'], ['topic.rate', 'figure'],
    ['topic.size', 'figure'], ['history']], rows);
}

export function latencyTable(latency) {
  const rows = latency.map(({step, count, p50Ms, p95Ms, p99Ms}) => html`<tr>
    <th scope="row">${word('step', step)}</th>
    ${[p50Ms, p95Ms, p99Ms].map((value) => html`<td class="figure">${or(value, duration)}</td>`)}
    <td class="figure">${number(count)}</td>
  </tr>`);
  return table(t('operations.latency'), [['latency.step'], ['latency.p50', 'figure'],
    ['latency.p95', 'figure'], ['latency.p99', 'figure'], ['latency.count', 'figure']], rows);
}

/** Numbers at a glance. */
export function glance({disk, deliveries, feeds}) {
  const figures = [
    [t('glance.waiting'), deliveries.waiting ?? 0], [t('glance.held'), deliveries.held ?? 0],
    [t('glance.failed'), deliveries.failed ?? 0, 'bad'],
    [t('glance.failing-feeds'), feeds.failing ?? 0, 'bad'],
  ];
  return html`<dl class="glance">
    ${figures.map(([label, value, kind]) => html`<div class=${value > 0 ? kind ?? '' : ''}>
      <dt>${label}</dt><dd>${number(value)}</dd></div>`)}
    <div><dt>${t('glance.index')}</dt><dd>${bytes(disk.index)}</dd></div>
    <div><dt>${t('glance.kafka')}</dt><dd>${or(disk.kafka, bytes)}</dd></div>
  </dl>`;
}

/** A line with its bounds in words for those who do not see it. */
function line(history, format) {
  const values = history.map(({value}) => value).filter((value) => value !== null);
  if (values.length === 0) return nothing;
  const [low, high, last] = [Math.min(...values), Math.max(...values), values.at(-1)].map(format);
  const label = t('history.of', {low, high, last});
  return html`<line-chart role="img" aria-label=${label} title=${label}
    .samples=${history}></line-chart>`;
}
