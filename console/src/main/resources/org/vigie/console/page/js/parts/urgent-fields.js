import {html} from '../../vendor/lit-html/lit-html.js';
import {t} from '../i18n.js';
import {allTopics} from '../knowledge.js';
import {numberField} from './field.js';
import {topicChips, toggled} from './topics.js';

/** What is urgent: topics, or a number of outlets that tell the story. */
export function urgentFields({id, legend, urgent, change}) {
  return html`<fieldset class="field">
    <legend>${legend}</legend>
    ${topicChips(allTopics(), urgent.topics, (topic) => {
      urgent.topics = toggled(urgent.topics, topic);
      change();
    })}
    ${numberField({
      id: `${id}-outlets`, label: t('urgent.outlets'), value: urgent.outlets, min: 1,
      change: (outlets) => {
        urgent.outlets = outlets;
        change();
      },
    })}
  </fieldset>`;
}
