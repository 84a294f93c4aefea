/** The REST API: requests, problems, the session and its CSRF value. */

import {currentLanguage} from './i18n.js';
import {hadSession, keepHasSession} from './preferences.js';

/** What the server says is wrong (RFC 9457), or that it cannot be reached (status 0). */
export class Problem extends Error {
  /** @param {{title?: string, status: number, detail: string, field?: string}} problem */
  constructor(problem) {
    super(problem.detail);
    this.status = problem.status;
    this.field = problem.field ?? null;
  }
}

/** Who is asking; null without a session. @type {{role: string, csrf: string | null} | null} */
let session = null;
let onUnauthorized = () => {};

export function currentSession() {
  return session;
}

/** What to do when the server knows no session any more. */
export function whenUnauthorized(action) {
  onUnauthorized = action;
}

const RANKS = {reader: 0, editor: 1, operator: 2};

/** Whether the session may do what needs this role. */
export function may(role) {
  return session !== null && RANKS[session.role] >= RANKS[role];
}

/** Reads the session of the cookie, if there is one. */
export async function resumeSession() {
  // To ask without one would be an error in the console of the browser.
  if (!hadSession()) return;
  try {
    session = await send('GET', '/session', {quiet: true});
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    session = null;
    keepHasSession(false);
  }
}

/** Exchanges a token for a session. */
export async function openSession(token) {
  session = await send('POST', '/session', {body: {token}, quiet: true});
  keepHasSession(true);
}

export async function closeSession() {
  await send('DELETE', '/session', {quiet: true});
  session = null;
  keepHasSession(false);
}

/**
 * @param {string} path below /api/v1
 * @param {Record<string, unknown>} [query] values that are null, empty or undefined are left out
 * @param {AbortSignal} [signal]
 */
export function get(path, query, signal) {
  return send('GET', path + queryString(query), {signal});
}

export function post(path, body, signal) {
  return send('POST', path, {body, signal});
}

export function put(path, body) {
  return send('PUT', path, {body});
}

export function remove(path) {
  return send('DELETE', path, {});
}

/** Sends a text that is not JSON. */
export function postText(path, text, type) {
  return send('POST', path, {text, type});
}

/** A path of ids, each escaped. */
export function path(strings, ...ids) {
  return String.raw({raw: strings}, ...ids.map(encodeURIComponent));
}

export function queryString(query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value ?? '';
    if (text !== '') parameters.set(name, text);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

async function send(method, path, {body, text, type, signal, quiet = false}) {
  const headers = {'Accept-Language': currentLanguage()};
  if (method !== 'GET' && session?.csrf) headers['X-Vigie-Csrf'] = session.csrf;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (text !== undefined) headers['Content-Type'] = type;
  let response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method, headers, signal, body: body === undefined ? text : JSON.stringify(body),
      credentials: 'same-origin', redirect: 'error',
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({status: 0, detail: ''});
  }
  if (response.ok) return answer(response);
  if (response.status === 401 && !quiet && session !== null) {
    session = null;
    onUnauthorized();
  }
  throw new Problem(await problemOf(response));
}

async function answer(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const text = await response.text();
  return type.startsWith('application/json') && text !== '' ? JSON.parse(text) : text;
}

async function problemOf(response) {
  try {
    const problem = await response.json();
    return {status: response.status, detail: problem.detail ?? problem.title, field: problem.field};
  } catch {
    return {status: response.status, detail: ''};
  }
}
