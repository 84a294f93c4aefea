/** Filters as the query of an address has them. */

const LISTS = {topics: 'topic', countries: 'country', outlets: 'outlet'};

/** @param {URLSearchParams} query */
export function filtersOf(query) {
  const list = (name) => (query.get(name) ?? '').split(',').filter((each) => each !== '');
  return {
    text: query.get('text') ?? '',
    topics: list('topic'),
    countries: list('country'),
    outlets: list('outlet'),
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
  };
}

/** The parameters of the API and of addresses for filters; what is empty is left out. */
export function parametersOf(filters) {
  const parameters = {};
  for (const name of ['text', 'from', 'to']) {
    if (filters[name]) parameters[name] = filters[name];
  }
  for (const [name, parameter] of Object.entries(LISTS)) {
    if (filters[name]?.length > 0) parameters[parameter] = filters[name].join(',');
  }
  return parameters;
}
