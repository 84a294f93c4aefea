import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {queryHelp} from './query-help.js';
import {problemText} from './states.js';

/**
 * A field for a query. What is typed stays until it is searched for: the page is drawn anew meanwhile.
 *
 * @param {object} box
 * @param {string} box.text
 * @param {(text: string) => void} box.search
 * @param {import('../api.js').Problem | null} box.problem shown under the field if it is about it
 */
export function searchBox({text, search, problem}) {
  const wrong = problem?.field === 'text';
  const submit = (event) => {
    event.preventDefault();
    search(event.target.elements.text.value.trim());
  };
  const cleared = (event) => {
    if (event.target.value === '' && text !== '') search('');
  };
  return html`<form class="search" role="search" @submit=${submit}>
    <label class="hidden" for="search-text">${t('search.label')}</label>
    <div class="search-row">
      <input id="search-text" name="text" type="search" maxlength="2000" autocomplete="off"
        placeholder=${t('search.placeholder')} .value=${text} @search=${cleared}
        aria-describedby="search-problem" aria-invalid=${wrong ? 'true' : 'false'}>
      <button>${t('search.go')}</button>
    </div>
    <p id="search-problem" class="field-problem" role="alert">${wrong ? problemText(problem)
      : nothing}</p>
    ${queryHelp()}
  </form>`;
}
