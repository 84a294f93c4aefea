import {html, nothing, render} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';

/**
 * Asks the reader to choose; the answer is null where the dialog was closed without a choice.
 *
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {{label: string, value: string, kind?: string}[]} question.choices
 * @returns {Promise<string | null>}
 */
export function ask({title, text, choices}) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  render(html`<h2 id="dialog-title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    <div class="actions dialog-actions">
      ${choices.map(({label, value, kind = ''}) => html`<button type="button" class=${kind}
        @click=${() => dialog.close(value)}>${label}</button>`)}
      <button type="button" @click=${() => dialog.close('')}>${t('action.cancel')}</button>
    </div>`, dialog);
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue || null);
    });
    dialog.showModal();
  });
}

/** Asks whether something that cannot be undone shall be done. @returns {Promise<boolean>} */
export async function confirmed(title, text, action) {
  const choices = [{label: action, value: 'yes', kind: 'danger'}];
  return await ask({title, text, choices}) === 'yes';
}
