/** Live events. One stream serves the whole page, whatever view is open. */

const RETRY_MS = 5000;

/** @type {Map<string, Set<(data: any) => void>>} */
const listeners = new Map([['story', new Set()], ['alert', new Set()], ['reset', new Set()]]);
let source = null;
let followed = false;
let retry = null;
let state = 'closed';
let onState = () => {};
let onRefused = async () => {};

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
  onState = stateChanged;
  onRefused = refused;
  connect(followed);
  followed = true;
}

export function stopFollowing() {
  source?.close();
  source = null;
  clearTimeout(retry);
  setState('closed');
}

/** Calls the listener with each event of a kind until the returned function is called. */
export function on(kind, listener) {
  listeners.get(kind).add(listener);
  return () => listeners.get(kind).delete(listener);
}

function connect(again) {
  source?.close();
  clearTimeout(retry);
  setState('connecting');
  source = new EventSource('/api/v1/events');
  source.onopen = () => {
    setState('open');
    // A new stream knows nothing of the last event of the one before it.
    if (again) emit('reset');
    again = false;
  };
  source.onerror = async () => {
    setState('connecting');
    // The browser comes back by itself unless the server has refused it.
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    await onRefused();
    if (state !== 'closed') retry = setTimeout(() => connect(true), RETRY_MS);
  };
  for (const kind of listeners.keys()) {
    source.addEventListener(kind, (event) => emit(kind, event.data));
  }
}

function emit(kind, text) {
  const data = text ? JSON.parse(text) : null;
  for (const listener of listeners.get(kind)) listener(data);
}

function setState(next) {
  if (state === next) return;
  state = next;
  onState();
}
