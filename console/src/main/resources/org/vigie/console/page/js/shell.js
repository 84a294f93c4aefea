/** What surrounds every view: name, navigation, preferences, state of the connection. */

import {html, nothing} from '../vendor/lit-html/lit-html.js';
import {currentSession} from './api.js';
import {connectionState} from './events.js';
import {currentLanguage, t} from './i18n.js';
import {chooseTheme, theme} from './preferences.js';
import {currentNotice, say, update} from './screen.js';

const SECTIONS = [
  ['/', 'nav.now', ['now', 'story']],
  ['/subscriptions', 'nav.subscriptions', ['subscriptions', 'new-subscription', 'subscription']],
  ['/archive', 'nav.archive', ['archive']],
  ['/runs', 'nav.runs', ['runs']],
  ['/operations', 'nav.operations', ['operations']],
];

/**
 * @param {object} shell
 * @param {string} shell.view the name of the view that is open
 * @param {unknown} shell.content
 * @param {(language: 'fr' | 'en') => void} shell.chooseLanguage
 * @param {() => void} shell.leave ends the session
 */
export function shell({view, content, chooseLanguage, leave}) {
  const entered = currentSession() !== null;
  return html`
    <a class="skip" href="#content" @click=${toContent}>${t('skip')}</a>
    <header class="bar">
      <a class="name" href="/">Vigie</a>
      ${entered ? navigation(view) : nothing}
      <div class="preferences">
        ${entered ? connection() : nothing}
        ${languageSwitch(chooseLanguage)}
        ${themeSwitch()}
        ${entered ? html`<button type="button" class="plain" @click=${leave}
          >${t('session.leave')}</button>` : nothing}
      </div>
    </header>
    <main id="content" tabindex="-1">${content}</main>
    ${noticeBar()}`;
}

function toContent(event) {
  event.preventDefault();
  document.getElementById('content').focus();
}

function navigation(view) {
  return html`<nav aria-label=${t('nav.label')}><ul>
    ${SECTIONS.map(([address, key, views]) => html`<li><a href=${address}
      aria-current=${views.includes(view) ? 'page' : 'false'}>${t(key)}</a></li>`)}
  </ul></nav>`;
}

function connection() {
  const state = connectionState();
  return html`<span class="connection ${state}" role="status" data-testid="connection"
    data-state=${state}><span class="connection-text">${t(`connection.${state}`)}</span></span>`;
}

function languageSwitch(choose) {
  const other = currentLanguage() === 'fr' ? 'en' : 'fr';
  return html`<button type="button" class="plain" lang=${other} @click=${() => choose(other)}
    >${other === 'fr' ? 'Français' : 'English'}</button>`;
}

const THEMES = ['auto', 'light', 'dark'];

function themeSwitch() {
  const change = (event) => {
    chooseTheme(event.target.value);
    update();
  };
  return html`<select class="plain" aria-label=${t('theme.label')} @change=${change}>
    ${THEMES.map((each) => html`<option value=${each} ?selected=${each === theme()}
      >${t(`theme.${each}`)}</option>`)}
  </select>`;
}

function noticeBar() {
  const notice = currentNotice();
  return html`<div class="notice-bar" role="status">${notice === null ? nothing : html`
    <p class=${notice.kind}>${notice.text}
      <button type="button" class="plain" aria-label=${t('action.close')}
        @click=${() => say(null)}>×</button></p>`}</div>`;
}
