/** The texts of the page in English. French has the same keys. */
export const en = {
  'skip': 'Skip to content',
  'loading': 'Loading…',
  'live-page': 'live page',

  'nav.label': 'Sections',
  'nav.now': 'Now',
  'nav.subscriptions': 'Subscriptions',
  'nav.archive': 'Archive',
  'nav.runs': 'Runs',
  'nav.operations': 'Operations',

  'theme.label': 'Appearance',
  'theme.auto': 'Auto',
  'theme.light': 'Light',
  'theme.dark': 'Dark',

  'connection.open': 'Connected',
  'connection.connecting': 'Connecting…',
  'connection.closed': 'Offline',

  'session.leave': 'Log out',

  'login.title': 'Open the console',
  'login.help': 'Paste the token that Vigie printed at its start, or open the whole address printed there.',
  'login.token': 'Token',
  'login.enter': 'Enter',
  'login.wrong': 'This token is not known. Check that it is complete and from the last start.',

  'problem.unreachable': 'The server does not answer. Check that Vigie is running.',
  'problem.status': 'The server answered {status} and gave no reason.',

  'action.again': 'Try again',
  'action.cancel': 'Cancel',
  'action.close': 'Close',
  'action.more': 'Show more',
  'action.read': 'Read the article',
  'action.read-at': 'Read the article: {outlet} (new tab)',
  'action.undo': 'Undo',

  'time.now': 'just now',

  'mark.query': 'found by the query',
  'topic.score.title': 'Score: 1 just matches',

  'index.problem': 'The index does not follow Kafka any more:',
  'index.progress': 'The index is being built: {done} of {total} records read. Lists are not complete yet.',

  'filter.label': 'Filters',
  'filter.topics': 'Topics',
  'filter.countries': 'Countries',
  'filter.outlets': 'Outlets',
  'filter.clear': 'Clear the filters',

  'picker.add': 'Add…',
  'picker.remove': 'Remove {name}',
  'picker.unknown': 'This name is not known.',

  'search.label': 'Search',
  'search.placeholder': 'Search, such as: trêve NOT olympique',
  'search.go': 'Search',

  'query.help': 'How to write a query',
  'query.and': 'both words in all their forms, with or without accents',
  'query.or': 'one or the other (or: OR)',
  'query.not': 'without this word (or: NOT)',
  'query.exact': 'exactly these words in this order',
  'query.near': 'at most five words between the two (or: PROCHE/5)',
  'query.prefix': 'any ending of the word',
  'query.fields': 'a topic, a country',
  'query.outlet': 'an outlet',

  'outlets.count': {one: '{n} outlet', other: '{n} outlets'},
  'outlets.others': {one: '{n} other', other: '{n} others'},
  'sources.count': {one: '{n} source', other: '{n} sources'},

  'now.pending': {one: '{n} new story — show', other: '{n} new stories — show'},
  'now.pending-many': 'Many new stories — show',
  'now.no-longer': 'no longer fits the filters',
  'now.empty': 'No stories yet. Those about one of the topics appear here as soon as they are read.',
  'now.empty-filtered': 'No story fits these filters. The next ones appear here.',

  'missing.title': 'Page not found',
  'missing.text': 'This address leads nowhere.',
};
