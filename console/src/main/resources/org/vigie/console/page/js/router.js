/** Addresses and views. */

const ROUTES = [
  [/^\/$/, 'now'],
  [/^\/stories\/([^/]+)$/, 'story'],
  [/^\/subscriptions$/, 'subscriptions'],
  [/^\/subscriptions\/new$/, 'new-subscription'],
  [/^\/subscriptions\/([^/]+)$/, 'subscription'],
  [/^\/archive$/, 'archive'],
  [/^\/runs$/, 'runs'],
  [/^\/operations$/, 'operations'],
];

/**
 * @typedef {object} Place
 * @property {string} view
 * @property {string | null} id
 * @property {URLSearchParams} query
 */

/** @returns {Place} */
export function currentPlace() {
  const query = new URLSearchParams(location.search);
  for (const [pattern, view] of ROUTES) {
    const found = pattern.exec(location.pathname);
    if (found) return {view, id: decoded(found[1]), query};
  }
  return {view: 'missing', id: null, query};
}

function decoded(id) {
  try {
    return id === undefined ? null : decodeURIComponent(id);
  } catch {
    return id;
  }
}

let onPlace = () => {};

/** @param {(how: 'push' | 'pop') => void} placeChanged */
export function startRouter(placeChanged) {
  onPlace = placeChanged;
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => onPlace('pop'));
  document.addEventListener('click', followLink);
  addEventListener('scroll', keepScroll, {passive: true});
}

/** Goes to an address of the page. */
export function navigate(address) {
  rememberScroll();
  history.pushState({scroll: 0}, '', address);
  onPlace('push');
}

/** Where the reader was in the entry of the history that is shown now. */
export function rememberedScroll() {
  return history.state?.scroll ?? 0;
}

let scrollTimer = null;

function keepScroll() {
  clearTimeout(scrollTimer);
  scrollTimer = setTimeout(rememberScroll, 200);
}

function rememberScroll() {
  clearTimeout(scrollTimer);
  history.replaceState({...history.state, scroll: scrollY}, '');
}

function followLink(event) {
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || modified) return;
  const link = event.target.closest?.('a[href]');
  if (!link || link.hasAttribute('download')) return;
  const address = link.getAttribute('href') ?? '';
  const ours = /^\/(?!\/|api\/|atom\/|assets\/)/.test(address);
  if (!ours || link.target === '_blank') return;
  event.preventDefault();
  navigate(address);
}
