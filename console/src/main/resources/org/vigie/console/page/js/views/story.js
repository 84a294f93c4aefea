import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {get, may, path, put, remove} from '../api.js';
import {on} from '../events.js';
import {t, word} from '../i18n.js';
import {meetOutlet} from '../knowledge.js';
import {FeedbackControl} from '../parts/feedback.js';
import {empty, loading, problemBox, problemText} from '../parts/states.js';
import {storyFooter} from '../parts/story-card.js';
import {harmless, marked} from '../parts/text.js';
import {age} from '../parts/time.js';
import {timeline} from '../parts/timeline.js';
import {topicsFound} from '../parts/topics.js';
import {say, update} from '../screen.js';

/** A story with the timeline of its articles and the alerts that were raised of it. */
export function storyView(id) {
  let details = null;
  let problem = null;
  let newestFirst = false;
  /** Ids of subscriptions that this story does not alert. @type {Set<string>} */
  let muted = new Set();
  /** @type {Map<string, FeedbackControl>} */
  const controls = new Map();

  async function load() {
    try {
      const [story, subscriptions] = await Promise.all([
        get(path`/stories/${id}`), get('/subscriptions')]);
      details = story;
      const silent = subscriptions.filter((subscription) => subscription.muted.includes(id));
      muted = new Set(silent.map((subscription) => subscription.id));
      details.articles.forEach(({outlet}) => meetOutlet(outlet));
      problem = null;
    } catch (failure) {
      problem = failure;
    }
    update();
  }

  const ends = [
    on('story', (story) => story.id === id && load()),
    on('alert', (alert) => alert.story === id && load()),
    on('reset', load),
  ];
  load();

  function feedback(article) {
    const topics = article.versions.at(-1).decision.topics.map((topic) => topic.id);
    const control = controls.get(article.id) ?? new FeedbackControl(article.id, topics);
    controls.set(article.id, control);
    return control.template();
  }

  async function mute(subscription, silent) {
    try {
      const change = silent ? put : remove;
      await change(path`/subscriptions/${subscription}/mutes/${id}`);
      if (silent) muted.add(subscription);
      else muted.delete(subscription);
      say(t(silent ? 'story.muted' : 'story.unmuted', {subscription}));
    } catch (failure) {
      say(problemText(failure), 'failed');
    }
  }

  const toggleOrder = () => {
    newestFirst = !newestFirst;
    update();
  };

  return {
    title: () => (details ? harmless(details.story.headline) : t('story.title')),
    stop: () => ends.forEach((end) => end()),
    template() {
      if (details === null) {
        return html`<h1 tabindex="-1">${t('story.title')}</h1>
          ${problem ? missing(problem, load) : loading()}`;
      }
      return html`<div class="story">
        ${problem ? problemBox(problem, load) : nothing}
        ${storyHead(details.story)}
        <div class="story-columns">
          <section aria-labelledby="timeline-title">
            <div class="section-head">
              <h2 id="timeline-title">${t('story.timeline')}</h2>
              <button type="button" class="plain" @click=${toggleOrder}
                >${t(newestFirst ? 'story.oldest-first' : 'story.newest-first')}</button>
            </div>
            ${timeline(details.articles, newestFirst, feedback)}
          </section>
          <section aria-labelledby="alerts-title">
            <h2 id="alerts-title">${t('story.alerts')}</h2>
            ${details.alerts.length === 0 ? html`<p class="muted">${t('story.no-alerts')}</p>`
              : html`<ul class="rows">${details.alerts.map((alert) =>
                alertRow(alert, muted.has(alert.subscription), mute))}</ul>`}
          </section>
        </div>
      </div>`;
    },
  };
}

function missing(problem, load) {
  if (problem.status !== 404) return problemBox(problem, load);
  return empty(t('story.missing'), html`<a href="/">${t('nav.now')}</a>`);
}

function storyHead(story) {
  return html`<header class="story-head">
    <p class="card-top">${topicsFound(story.topics, true)}
      ${story.livePage ? html`<span class="badge">${t('live-page')}</span>` : nothing}</p>
    <h1 tabindex="-1">${marked(story.headline, story.marks, 'headline')}</h1>
    <p class="summary">${marked(story.summary, story.marks, 'summary')}</p>
    ${storyFooter(story)}
    <p class="muted small">${t('story.first')} ${age(story.first)} · ${t('story.updated')}
      ${age(story.updated)} · ${t('articles.count', {n: story.articles})}</p>
  </header>`;
}

function alertRow(alert, silent, mute) {
  return html`<li>
    <p><span class="badge">${word('alert', alert.kind)}</span>
      <a href=${path`/subscriptions/${alert.subscription}`}>${alert.subscription}</a>
      <span class="muted small">${age(alert.decided)}</span></p>
    ${may('editor') ? html`<button type="button" class="plain"
      @click=${() => mute(alert.subscription, !silent)}
      >${t(silent ? 'story.unmute' : 'story.mute')}<span class="hidden">
      (${alert.subscription})</span></button>` : nothing}
  </li>`;
}
