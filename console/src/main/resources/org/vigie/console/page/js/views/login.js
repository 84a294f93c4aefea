import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {openSession} from '../api.js';
import {t} from '../i18n.js';
import {problemText} from '../parts/states.js';
import {update} from '../screen.js';

/**
 * Asks for a token.
 *
 * @param {() => void} entered called once there is a session
 * @param {import('../api.js').Problem | null} problem why an earlier try failed
 */
export function loginView(entered, problem = null) {
  let busy = false;

  async function submit(event) {
    event.preventDefault();
    const input = event.target.elements.token;
    busy = true;
    update();
    try {
      await openSession(input.value.trim());
      entered();
    } catch (failure) {
      problem = failure;
      input.focus();
    }
    busy = false;
    update();
  }

  const sentence = () => (problem.status === 401 ? t('login.wrong') : problemText(problem));

  return {
    title: () => t('login.title'),
    template: () => html`<form class="login" @submit=${submit}>
      <h1 tabindex="-1">${t('login.title')}</h1>
      <p id="login-help">${t('login.help')}</p>
      <label for="token">${t('login.token')}</label>
      <input id="token" name="token" type="password" autocomplete="off" required maxlength="200"
        spellcheck="false" aria-describedby="login-help login-problem"
        aria-invalid=${problem ? 'true' : 'false'}>
      <p id="login-problem" class="field-problem" role="alert">${problem ? sentence() : nothing}</p>
      <button class="primary" ?disabled=${busy}>${t('login.enter')}</button>
    </form>`,
  };
}
