/** What the whole page knows of the server: its topics, outlets that were met, and its state. */

import {currentSession, get} from './api.js';
import {askAgain} from './events.js';
import {nameOf, sameName} from './i18n.js';
import {update} from './screen.js';

const BUILDING_MS = 2000;
const STATE_MS = 30_000;
const COLOURS = 8;

/** @type {{id: string, label: Record<string, string>, phases: any[]}[]} */
let topics = [];
let state = null;
let timer = null;
/** @type {Map<string, string>} */
const outletNames = new Map();

/** Reads topics and state, and goes on reading the state. */
export async function learn() {
  [topics, state] = await Promise.all([get('/topics'), get('/state')]);
  watchIndex();
}

function watchIndex() {
  clearTimeout(timer);
  timer = setTimeout(readState, state.index.complete ? STATE_MS : BUILDING_MS);
}

async function readState() {
  const {complete} = state.index;
  try {
    if (!document.hidden) state = await get('/state');
    if (!complete && state.index.complete) askAgain();
    update();
  } catch {
    // The next reading says how it is.
  }
  if (currentSession() !== null) watchIndex();
}

export function forgetState() {
  clearTimeout(timer);
}

export function allTopics() {
  return topics;
}

export function serverState() {
  return state;
}

/** The name of a topic in the language of the page. */
export function topicName(id) {
  return nameOf(topics.find((topic) => topic.id === id)?.label, id);
}

/** The class that gives a topic its colour: by its place, so that it is the same on every view. */
export function topicColour(id) {
  const place = topics.findIndex((topic) => topic.id === id);
  return place < 0 ? 'topic-other' : `topic-${place % COLOURS}`;
}

/** Keeps the name of an outlet for views that only have its id. */
export function meetOutlet({id, name}) {
  if (name) outletNames.set(id, name);
}

export function outletName(id) {
  return outletNames.get(id) ?? id;
}

/** The outlets that were met, sorted by name. */
export function knownOutlets() {
  return [...outletNames].map(([id, name]) => ({id, name}))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The id of an outlet by its name or id; the text itself where no such outlet was met. */
export function outletId(text) {
  const known = [...outletNames].find(([id, name]) => id === text || sameName(name, text));
  return known?.[0] ?? text;
}

let outletsAsked = false;

/** Learns the outlets of the feeds and the most frequent ones of the archive, once. */
export async function learnOutlets() {
  if (outletsAsked) return;
  outletsAsked = true;
  try {
    const [feeds, counts] = await Promise.all([get('/feeds'), get('/articles/counts')]);
    for (const {outlet} of feeds) meetOutlet(outlet);
    counts.outlets.forEach(meetOutlet);
    update();
  } catch {
    outletsAsked = false;
  }
}
