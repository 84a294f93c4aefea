import {html} from '../../vendor/lit-html/lit-html.js';
import {fullDate, relative, shortDate} from '../i18n.js';

/** How long ago it was, with the local date as its title. */
export function age(instant) {
  return html`<time datetime=${instant} title=${fullDate(instant)}>${relative(instant)}</time>`;
}

/** The local date and time, in full as its title. */
export function dated(instant) {
  return html`<time datetime=${instant} title=${fullDate(instant)}>${shortDate(instant)}</time>`;
}
