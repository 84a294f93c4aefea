/** Starts the page: takes the token out of the address, opens the session, shows views. */

import {html, render} from '../vendor/lit-html/lit-html.js';
import {
  Problem, closeSession, currentSession, openSession, resumeSession, whenUnauthorized,
} from './api.js';
import {follow, stopFollowing} from './events.js';
import {useLanguage} from './i18n.js';
import {forgetState, learn} from './knowledge.js';
import {loading, problemBox, problemText} from './parts/states.js';
import {keepLanguage, preferredLanguage} from './preferences.js';
import {currentPlace, rememberedScroll, startRouter} from './router.js';
import {drawWith, say, update, whenDrawn} from './screen.js';
import {shell} from './shell.js';
import {loginView} from './views/login.js';

/**
 * @typedef {object} View
 * @property {() => string} title
 * @property {() => unknown} template
 * @property {() => void} [stop] called when another view is opened
 * @property {(query: URLSearchParams) => void} [placed] called when only the query of the address
 *     has changed; a view without it is made anew
 */

/**
 * How each view is made. Its modules are read when it is first opened, so that the first paint
 * waits for no other view.
 *
 * @type {Record<string, (place: import('./router.js').Place, back: boolean) => Promise<View>>}
 */
const VIEWS = {
  now: async ({query}) => (await import('./views/now.js')).nowView(query),
  story: async ({id}) => (await import('./views/story.js')).storyView(id),
  subscriptions: async () => (await import('./views/subscriptions.js')).subscriptionsView(),
  'new-subscription': async ({query}) =>
    (await import('./views/subscription.js')).subscriptionView(null, query),
  subscription: async ({id}) => (await import('./views/subscription.js')).subscriptionView(id),
  archive: async ({query}, back) => (await import('./views/archive.js')).archiveView(query, back),
  runs: async ({query}) => (await import('./views/runs.js')).runsView(query),
  operations: async ({query}) => (await import('./views/operations.js')).operationsView(query),
  missing: async () => (await import('./views/missing.js')).missingView(),
};

const AGES_MS = 20_000;
let token = takeToken();
/** @type {View} */
const WAITING = {title: () => 'Vigie', template: loading};
let view = WAITING;
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

async function showPlace(how) {
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
  if (!await openView(how === 'pop')) return;
  whenDrawn(() => {
    scrollTo(0, how === 'pop' ? rememberedScroll() : 0);
    document.querySelector('main h1')?.focus({preventScroll: true});
  });
}

/** Shows the view of the place; false where the reader has gone elsewhere in the meantime. */
async function openView(back) {
  const wanted = place;
  let next;
  try {
    next = await VIEWS[wanted.view](wanted, back);
  } catch {
    next = problemView(new Problem({status: 0, detail: ''}), () => openView(back));
  }
  if (wanted === place && currentSession() !== null) {
    show(next);
    return true;
  }
  next.stop?.();
  return false;
}

async function enter() {
  show(WAITING);
  try {
    await learn();
  } catch (problem) {
    if (currentSession() !== null) show(problemView(problem, enter));
    return;
  }
  follow(update, checkSession);
  place = currentPlace();
  await openView(false);
}

function problemView(problem, again) {
  return {title: () => 'Vigie', template: () => html`<h1>Vigie</h1>${problemBox(problem, again)}`};
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
  // A view that goes on asking would be told that there is no session.
  stopFollowing();
  forgetState();
  show(WAITING);
  try {
    await closeSession();
    askForToken();
  } catch (problem) {
    if (problem.status === 401) {
      askForToken();
    } else {
      await enter();
      say(problemText(problem), 'failed');
    }
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
      show(problemView(problem, open));
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
