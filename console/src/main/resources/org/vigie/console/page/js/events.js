/**
 * Live events. One stream serves all pages that a browser has open on the console: browsers allow
 * only six connections to a server, so that a stream for each page would leave none for requests.
 * The page that holds a lock reads the stream and passes on what comes; when it is closed, another
 * takes its place. Where there are no locks (they need HTTPS or the own machine), each page has a
 * stream of its own.
 */

const RETRY_MS = 5000;
const NAME = 'vigie.events';

/** @type {Map<string, Set<(data: any) => void>>} */
const listeners = new Map([['story', new Set()], ['alert', new Set()], ['reset', new Set()]]);
let onState = () => {};
let onRefused = async () => {};
let state = 'closed';

/** @type {BroadcastChannel | null} between the pages of this browser */
let channel = null;
/** @type {EventSource | null} of the page that reads the stream */
let source = null;
let retry = null;
/** Gives up the lock, or waiting for it. */
let release = () => {};

/** @returns {'connecting' | 'open' | 'closed'} */
export function connectionState() {
  return state;
}

/**
 * Begins to follow events.
 *
 * @param {() => void} stateChanged called when the state of the connection changes
 * @param {() => Promise<void>} refused called when the server refuses the stream; finds out whether
 *     the session has ended
 */
export function follow(stateChanged, refused) {
  stopFollowing();
  onState = stateChanged;
  onRefused = refused;
  setState('connecting');
  if (navigator.locks === undefined) connect();
  else share();
}

export function stopFollowing() {
  clearTimeout(retry);
  source?.close();
  source = null;
  channel?.close();
  channel = null;
  release();
  setState('closed');
}

/** Calls the listener with each event of a kind until the returned function is called. */
export function on(kind, listener) {
  listeners.get(kind).add(listener);
  return () => listeners.get(kind).delete(listener);
}

/** Tells all views of this page to read again what they show. */
export function askAgain() {
  emit('reset');
}

/** Reads the stream once no other page does. */
function share() {
  channel = new BroadcastChannel(NAME);
  channel.onmessage = ({data}) => {
    if (data.hello) tellState();
    else if (data.state) setState(data.state);
    else emit(data.kind, data.text);
  };
  channel.postMessage({hello: true});
  const waiting = new AbortController();
  release = () => waiting.abort();
  navigator.locks.request(NAME, {signal: waiting.signal}, () => {
    connect();
    return new Promise((resolve) => {
      release = resolve;
    });
  }).catch(() => {
    // It was no longer waited for.
  });
}

/** Opens a stream. A new one does not know what came before it: lists are read again. */
function connect() {
  source = new EventSource('/api/v1/events');
  let first = true;
  source.onopen = () => {
    setState('open');
    if (first) pass('reset');
    first = false;
  };
  source.onerror = async () => {
    setState('connecting');
    // The browser comes back by itself unless the server has refused it.
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    await onRefused();
    if (state !== 'closed') retry = setTimeout(connect, RETRY_MS);
  };
  for (const kind of listeners.keys()) {
    source.addEventListener(kind, (event) => pass(kind, event.data));
  }
}

/** Gives an event to this page and all others. */
function pass(kind, text) {
  channel?.postMessage({kind, text});
  emit(kind, text);
}

function emit(kind, text) {
  const data = text ? JSON.parse(text) : null;
  for (const listener of listeners.get(kind)) listener(data);
}

function setState(next) {
  if (state === next) return;
  state = next;
  tellState();
  onState();
}

function tellState() {
  if (source !== null && state !== 'closed') channel?.postMessage({state});
}
