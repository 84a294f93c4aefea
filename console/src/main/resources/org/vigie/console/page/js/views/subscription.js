import {html, nothing} from '../../vendor/lit-html/lit-html.js';
import {get, may, path, post, put, remove} from '../api.js';
import {filtersOf} from '../filters.js';
import {t} from '../i18n.js';
import {learnOutlets} from '../knowledge.js';
import {channelInWords, times, wishes} from '../parts/describe.js';
import {Preview} from '../parts/preview.js';
import {SentAlerts} from '../parts/sent-alerts.js';
import {empty, loading, problemBox, problemText} from '../parts/states.js';
import {subscriptionActions, subscriptionState} from '../parts/subscription-actions.js';
import {subscriptionForm} from '../parts/subscription-form.js';
import {Trial} from '../parts/trial.js';
import {navigate} from '../router.js';
import {say, update, whenDrawn} from '../screen.js';
import {draftOf, requestOf} from '../subscription-draft.js';

/**
 * A subscription, or a new one.
 *
 * @param {string | null} id null for a new one
 * @param {URLSearchParams} [query] of a search that a new one shall follow
 */
export function subscriptionView(id, query) {
  let subscription = null;
  let loadProblem = null;
  let saveProblem = null;
  let busy = false;
  const isNew = id === null;
  let draft = isNew ? newDraft(query) : null;
  const preview = new Preview();
  const sent = isNew ? null : new SentAlerts(id);
  const trial = isNew ? null : new Trial(id);

  async function load() {
    try {
      take(await get(path`/subscriptions/${id}`));
      loadProblem = null;
    } catch (problem) {
      loadProblem = problem;
    }
    update();
  }

  function take(now) {
    subscription = now;
    draft = draftOf(now);
    preview.follow(draft);
  }

  function change() {
    saveProblem = null;
    preview.follow(draft);
    update();
  }

  async function save() {
    busy = true;
    update();
    try {
      if (isNew) {
        const request = {...requestOf(draft), id: draft.id.trim() || null};
        const added = await post('/subscriptions', request);
        navigate(path`/subscriptions/${added.id}`);
      } else {
        const {version} = subscription;
        take(await put(path`/subscriptions/${id}`, {...requestOf(draft), version}));
      }
      saveProblem = null;
      say(t(isNew ? 'form.added' : 'form.saved'));
    } catch (problem) {
      saveProblem = problem;
      whenDrawn(() => document.querySelector('.form [aria-invalid="true"]')?.focus());
    }
    busy = false;
    update();
  }

  async function unmute(story) {
    try {
      subscription = await remove(path`/subscriptions/${id}/mutes/${story}`);
      update();
    } catch (problem) {
      say(problemText(problem), 'failed');
    }
  }

  const stateChanged = (now) => {
    if (now === null) navigate('/subscriptions');
    else subscription = now;
    update();
  };

  learnOutlets();
  if (isNew) preview.follow(draft);
  else load();

  const title = () => (isNew ? t('form.title-new') : id);
  return {
    title,
    stop() {
      preview.stop();
      sent?.stop();
    },
    template() {
      const heading = html`<h1 tabindex="-1">${title()}</h1>`;
      if (isNew && !may('editor')) return html`${heading}${empty(t('form.not-allowed'))}`;
      if (draft === null) {
        return html`${heading}${loadProblem ? missing(loadProblem, load) : loading()}`;
      }
      return html`<div class="page wide">
        ${heading}
        ${isNew ? nothing : head(subscription, stateChanged, unmute)}
        <div class="editor">
          ${may('editor') ? html`<div>
            ${subscriptionForm({
              draft, isNew, busy, problem: saveProblem, preview, change, save,
            })}
            ${isNew ? nothing : trial.template()}
          </div>` : inWords(subscription)}
          ${preview.template(draft)}
        </div>
        ${isNew ? nothing : sent.template()}
      </div>`;
    },
  };
}

function newDraft(query) {
  const {text, ...filters} = filtersOf(query);
  return draftOf({...filters, query: text});
}

function missing(problem, load) {
  if (problem.status !== 404) return problemBox(problem, load);
  return empty(t('form.missing'), html`<a href="/subscriptions">${t('nav.subscriptions')}</a>`);
}

function head(subscription, stateChanged, unmute) {
  const toSent = () => {
    const heading = document.getElementById('sent-title');
    heading.scrollIntoView();
    heading.focus();
  };
  return html`<div class="subscription-head">
    ${subscriptionState(subscription)}
    <div class="actions">
      ${subscriptionActions(subscription, stateChanged)}
      <button type="button" class="plain" @click=${toSent}>${t('form.to-sent')}</button>
      <a class="small" href=${path`/atom/subscriptions/${subscription.id}`} target="_blank"
        rel="noopener">${t('form.atom')}</a>
    </div>
    ${subscription.muted.length === 0 ? nothing : html`<div class="small">${t('form.muted')}
      <ul class="inline">${subscription.muted.map((story) => html`<li>
        <a href=${path`/stories/${story}`}>${story}</a>
        ${may('editor') ? html`<button type="button" class="plain" @click=${() => unmute(story)}
          >${t('story.unmute')}<span class="hidden"> ${story}</span></button>` : nothing}
      </li>`)}</ul></div>`}
  </div>`;
}

/** What a reader, who cannot change it, sees of a subscription. */
function inWords(subscription) {
  const list = (items) =>
    html`<ul class="words">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  return html`<div>
    <h2>${t('form.what')}</h2>${list(wishes(subscription))}
    <h2>${t('form.channels')}</h2>${list((subscription.channels ?? []).map(channelInWords))}
    <h2>${t('form.when')}</h2>${list(times(subscription.timing))}
  </div>`;
}
