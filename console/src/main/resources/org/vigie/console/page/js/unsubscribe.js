/** The page that the link in a mail opens: asks once, then ends what the subscription sends there. */

import {currentLanguage, t, useLanguage} from './i18n.js';

useLanguage(navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en');

const main = document.querySelector('main');
const button = main.querySelector('button');
const status = main.querySelector('[role=status]');
const parameters = new URLSearchParams(location.search);

main.querySelector('h1').textContent = t('unsubscribe.title');
main.querySelector('.question').textContent =
  t('unsubscribe.question', {id: parameters.get('subscription') ?? ''});
button.textContent = t('unsubscribe.confirm');
document.title = `${t('unsubscribe.title')} – Vigie`;
document.documentElement.lang = currentLanguage();

/** @param {number} code of the answer; 0 if there was none */
function describe(code) {
  switch (code) {
    case 204:
      return 'unsubscribe.done';
    case 400:
    case 403:
      return 'unsubscribe.invalid';
    default:
      return 'unsubscribe.failed';
  }
}

button.addEventListener('click', async () => {
  button.disabled = true;
  let code = 0;
  try {
    const answer = await fetch(`/unsubscribe${location.search}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/x-www-form-urlencoded'},
      body: 'List-Unsubscribe=One-Click',
    });
    code = answer.status;
  } catch {
    // The console cannot be reached.
  }
  const outcome = describe(code);
  status.textContent = t(outcome);
  button.hidden = outcome === 'unsubscribe.done';
  button.disabled = false;
});
