/** A subscription while it is written: every list and object is there, what is unset is empty. */

const LISTS = ['topics', 'countries', 'outlets', 'exceptOutlets', 'forms'];
const PLAIN = ['owner', 'language', 'query', 'minScore', 'fromOutlets', 'repeats'];
const MATCHING = ['topics', 'query', 'countries', 'outlets', 'exceptOutlets', 'forms', 'minScore',
  'fromOutlets', 'language', 'repeats'];
const TIMING = ['zone', 'digest', 'coolDownMinutes', 'maxPerHour'];
const CHANNEL = {
  console: [], webhook: ['address', 'secret'], email: ['address'],
  ntfy: ['address', 'secret', 'priority', 'urgent'], chat: ['address', 'form'], file: ['file'],
};

export const CHANNEL_KINDS = Object.keys(CHANNEL);

/** Whether a kind of channel has a field. */
export function channelHas(kind, field) {
  return CHANNEL[kind].includes(field);
}

/** A draft of a subscription, of filters, or of nothing. */
export function draftOf(subscription = {}) {
  const draft = {id: subscription.id ?? ''};
  for (const name of LISTS) draft[name] = [...subscription[name] ?? []];
  for (const name of PLAIN) draft[name] = subscription[name] ?? '';
  const {timing} = subscription;
  draft.timing = {quiet: [...timing?.quiet ?? []], breakThrough: urgentOf(timing?.breakThrough)};
  for (const name of TIMING) draft.timing[name] = timing?.[name] ?? '';
  draft.channels = (subscription.channels ?? [{kind: 'console'}]).map(channelOf);
  return draft;
}

/** A channel as a draft has it; `kept` is the address that the server keeps if none is given. */
function channelOf(channel) {
  const shown = channel.kind === 'email' ? channel.address ?? '' : '';
  return {
    kind: channel.kind, name: channel.name ?? null, kept: channel.address ?? '', address: shown,
    secret: channel.secret ?? '', form: channel.form ?? '', priority: channel.priority ?? '',
    urgent: urgentOf(channel.urgent), file: channel.file ?? '',
  };
}

export function newChannel(kind) {
  return channelOf({kind});
}

function urgentOf(urgent) {
  return {topics: [...urgent?.topics ?? []], outlets: urgent?.outlets ?? ''};
}

/** The body of a request for a draft. */
export function requestOf(draft) {
  const request = {};
  for (const name of [...LISTS, ...PLAIN]) request[name] = given(draft[name]);
  request.timing = timingRequest(draft.timing);
  request.channels = draft.channels.map(channelRequest);
  return request;
}

/** What of a draft says which articles match. */
export function matchingRequestOf(draft) {
  return Object.fromEntries(MATCHING.map((name) => [name, given(draft[name])]));
}

function timingRequest(timing) {
  const request = {
    quiet: given(timing.quiet), breakThrough: urgentRequest(timing.breakThrough),
  };
  for (const name of TIMING) request[name] = given(timing[name]);
  return Object.values(request).every((value) => value === null) ? null : request;
}

function channelRequest(channel) {
  const request = {kind: channel.kind, name: channel.name};
  for (const name of CHANNEL[channel.kind]) {
    request[name] = name === 'urgent' ? urgentRequest(channel.urgent) : given(channel[name]);
  }
  // An address that was not changed is kept by the server, which knows it in full.
  if (request.address === channel.kept) request.address = null;
  return request;
}

function urgentRequest({topics, outlets}) {
  if (topics.length === 0 && outlets === '') return null;
  return {topics: given(topics), outlets: given(outlets)};
}

function given(value) {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return Array.isArray(value) && value.length === 0 ? null : value;
}
