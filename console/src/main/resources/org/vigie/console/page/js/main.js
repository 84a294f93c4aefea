/** Starts the page: takes the token out of the address, opens the session, shows views. */

import {html, render} from '../vendor/lit-html/lit-html.js';
import {
  closeSession, currentSession, openSession, resumeSession, whenUnauthorized,
} from './api.js';
import {follow, stopFollowing} from './events.js';
import {t, useLanguage} from './i18n.js';
import {forgetState, learn} from './knowledge.js';
import {loading, problemBox} from './parts/states.js';
import {keepLanguage, preferredLanguage} from './preferences.js';
import {currentPlace, rememberedScroll, startRouter} from './router.js';
import {drawWith, say, update, whenDrawn} from './screen.js';
import {shell} from './shell.js';
import {loginView} from './views/login.js';
import {archiveView} from './views/archive.js';
import {missingView} from './views/missing.js';
import {nowView} from './views/now.js';
import {operationsView} from './views/operations.js';
import {runsView} from './views/runs.js';
import {storyView} from './views/story.js';
import {subscriptionView} from './views/subscription.js';
import {subscriptionsView} from './views/subscriptions.js';

/**
 * @typedef {object} View
 * @property {() => string} title
 * @property {() => unknown} template
 * @property {() => void} [stop] called when another view is opened
 * @property {(query: URLSearchParams) => void} [placed] called when only the query of the address
 *     has changed; a view without it is made anew
 */

const VIEWS = {
  now: ({query}) => nowView(query),
  story: ({id}) => storyView(id),
  subscriptions: () => subscriptionsView(),
  'new-subscription': ({query}) => subscriptionView(null, query),
  subscription: ({id}) => subscriptionView(id),
  archive: ({query}, back) => archiveView(query, back),
  runs: ({query}) => runsView(query),
  operations: ({query}) => operationsView(query),
  missing: () => missingView(),
};

const AGES_MS = 20_000;
let token = takeToken();
/** @type {View} */
let view = {title: () => 'Vigie', template: loading};
let place = currentPlace();

/** The token of the address, which is taken out of it before anything else is done. */
function takeToken() {
  const found = new URLSearchParams(location.hash.slice(1)).get('token');
  if (found !== null) history.replaceState(null, '', location.pathname + location.search);
  return found;
}

function draw() {
  document.title = view.title() === 'Vigie' ? 'Vigie' : `${view.title()} – Vigie`;
  render(shell({view: place.view, content: view.template(), chooseLanguage, leave}),
    document.getElementById('app'));
}

function show(next) {
  view.stop?.();
  view = next;
  update();
}

function showPlace(how) {
  if (currentSession() === null) return;
  const before = place;
  place = currentPlace();
  const same = before.view === place.view && before.id === place.id;
  if (same && view.placed) {
    view.placed(place.query);
    update();
    return;
  }
  say(null);
  show(VIEWS[place.view](place, how === 'pop'));
  whenDrawn(() => {
    scrollTo(0, how === 'pop' ? rememberedScroll() : 0);
    document.querySelector('main h1')?.focus({preventScroll: true});
  });
}

async function enter() {
  show({title: () => 'Vigie', template: loading});
  try {
    await learn();
  } catch (problem) {
    if (currentSession() !== null) showProblem(problem, enter);
    return;
  }
  follow(update, checkSession);
  place = currentPlace();
  show(VIEWS[place.view](place, false));
}

function showProblem(problem, again) {
  show({title: () => 'Vigie', template: () => html`<h1>Vigie</h1>${problemBox(problem, again)}`});
}

function askForToken(problem = null) {
  stopFollowing();
  forgetState();
  show(loginView(enter, problem));
  whenDrawn(() => document.getElementById('token')?.focus());
}

async function checkSession() {
  try {
    await resumeSession();
    if (currentSession() === null) askForToken();
  } catch {
    // The server cannot be reached; the stream is tried again.
  }
}

async function leave() {
  try {
    await closeSession();
    askForToken();
  } catch (problem) {
    if (problem.status === 401) askForToken();
    else say(t('problem.unreachable'), 'failed');
  }
}

function chooseLanguage(language) {
  keepLanguage(language);
  useLanguage(language);
  update();
}

async function start() {
  useLanguage(preferredLanguage());
  drawWith(draw);
  update();
  whenUnauthorized(() => askForToken());
  startRouter(showPlace);
  setInterval(update, AGES_MS);
  addEventListener('hashchange', () => {
    // An address with a token, entered while the page is open, only changes its fragment.
    token = takeToken();
    if (token !== null) open();
  });
  await open();
}

async function open() {
  try {
    if (token === null) await resumeSession();
    else await openSession(token);
    token = null;
  } catch (problem) {
    if (problem.status === 0) {
      showProblem(problem, open);
    } else {
      token = null;
      askForToken(problem);
    }
    return;
  }
  if (currentSession() === null) askForToken();
  else await enter();
}

start();
