import {html} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';

const EXAMPLES = [
  ['trêve gaza', 'query.and'],
  ['paris OU berlin', 'query.or'],
  ['trêve SAUF olympique', 'query.not'],
  ['"accord de paix"', 'query.exact'],
  ['otan NEAR/5 sommet', 'query.near'],
  ['ukrain*', 'query.prefix'],
  ['topic:sanctions country:RU', 'query.fields'],
  ['outlet:"Le Phare"', 'query.outlet'],
];

/** What can be written in a query, folded. */
export function queryHelp() {
  return html`<details class="help">
    <summary>${t('query.help')}</summary>
    <dl>${EXAMPLES.map(([example, key]) => html`<div>
      <dt><code lang="fr">${example}</code></dt><dd>${t(key)}</dd></div>`)}</dl>
  </details>`;
}
