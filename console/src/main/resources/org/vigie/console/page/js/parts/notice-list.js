import {html} from '../../vendor/lit-html/lit-html.js';
import {path} from '../api.js';
import {shortDate} from '../i18n.js';
import {foreign} from './text.js';
import {topicTag} from './topics.js';

/** Alerts as short lines: when, of what, from whom, for which subscription. */
export function noticeList(notices) {
  return html`<ul class="notices">${notices.map((notice) => html`<li>
    <span class="muted small">${shortDate(notice.decided)} · ${foreign(notice.outlet.name)}
      · ${notice.subscription}</span> <span class="topics">${notice.topics.map(topicTag)}</span>
    <a class="title-link" href=${path`/stories/${notice.story}`}>${foreign(notice.headline)}</a>
  </li>`)}</ul>`;
}
