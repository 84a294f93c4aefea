import {html} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {empty} from '../parts/states.js';

/** An address that names no view. */
export function missingView() {
  return {
    title: () => t('missing.title'),
    template: () => html`<h1 tabindex="-1">${t('missing.title')}</h1>
      ${empty(t('missing.text'), html`<a href="/">${t('nav.now')}</a>`)}`,
  };
}
