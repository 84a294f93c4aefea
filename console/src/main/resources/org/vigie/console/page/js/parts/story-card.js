import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {conjunction, countryName, t} from '../i18n.js';
import {topicColour} from '../knowledge.js';
import {foreign, harmless, marked, readLink} from './text.js';
import {age} from './time.js';
import {topicsFound} from './topics.js';

const NAMED_OUTLETS = 3;

/** A story as the list of what happens now shows it. */
export function storyCard(story, shown = () => true) {
  return html`<article class="card ${topicColour(story.topics[0]?.id)}" data-testid="story"
      data-story=${story.id} aria-labelledby=${`story-${story.id}`}>
    <div class="card-top">
      ${topicsFound(story.topics)}
      ${story.livePage ? html`<span class="badge">${t('live-page')}</span>` : nothing}
      ${shown(story) ? nothing : html`<span class="badge quiet">${t('now.no-longer')}</span>`}
      <span class="card-age">${age(story.updated)}</span>
    </div>
    <h2 class="headline" id=${`story-${story.id}`}>
      <a href=${`/stories/${encodeURIComponent(story.id)}`}
        >${marked(story.headline, story.marks, 'headline')}</a>
    </h2>
    ${story.summary ? html`<p class="summary">${marked(story.summary, story.marks, 'summary')}</p>`
      : nothing}
    ${storyFooter(story)}
  </article>`;
}

/** Who tells the story, and which countries it names. */
export function storyFooter(story) {
  return html`<p class="card-foot">
    <span title=${story.outlets.map(({name}) => harmless(name)).join(', ')}>${outletCount(story)}
      · ${outletNames(story.outlets)}</span>
    ${story.countries.length > 0
      ? html`<span class="countries">${story.countries.map(countryName).join(', ')}</span>`
      : nothing}
    ${readLink(story)}
  </p>`;
}

function outletCount({outlets, sources}) {
  const told = t('outlets.count', {n: outlets.length});
  return outlets.length > sources ? `${told}, ${t('sources.count', {n: sources})}` : told;
}

function outletNames(outlets) {
  const named = outlets.slice(0, outlets.length > NAMED_OUTLETS + 1 ? NAMED_OUTLETS : undefined);
  const names = named.map(({name}) => harmless(name));
  const rest = outlets.length - named.length;
  return foreign(conjunction(rest > 0 ? [...names, t('outlets.others', {n: rest})] : names));
}
