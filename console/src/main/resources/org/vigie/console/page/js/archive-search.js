/** A search of the archive: its counts and the pages of its articles that were read. */

import {get} from './api.js';
import {parametersOf} from './filters.js';
import {meetOutlet} from './knowledge.js';
import {update} from './screen.js';

export class ArchiveSearch {
  /** @type {any[]} */ articles = [];
  total = 0;
  counts = null;
  next = null;
  busy = true;
  problem = null;
  #request = new AbortController();

  /**
   * @param {ReturnType<import('./filters.js').filtersOf>} filters
   * @param {ArchiveSearch | null} before whose result is shown until there is another
   */
  constructor(filters, before) {
    this.filters = filters;
    if (before !== null) {
      this.articles = before.articles;
      this.total = before.total;
      this.counts = before.counts;
    }
    this.load();
  }

  stop() {
    this.#request.abort();
  }

  async load() {
    await this.#run(async (parameters, signal) => {
      const [page, counts] = await Promise.all([
        get('/articles', parameters, signal), get('/articles/counts', parameters, signal)]);
      counts.outlets.forEach(meetOutlet);
      this.articles = [];
      this.counts = counts;
      this.total = page.total;
      this.#take(page);
    });
  }

  async loadMore() {
    await this.#run(async (parameters, signal) => {
      this.#take(await get('/articles', {...parameters, cursor: this.next}, signal));
    });
    if (this.problem?.status === 410) await this.load();
  }

  #take(page) {
    page.articles.forEach(({outlet}) => meetOutlet(outlet));
    this.articles = [...this.articles, ...page.articles];
    this.next = page.next;
  }

  async #run(action) {
    this.busy = true;
    update();
    try {
      await action(parametersOf(this.filters), this.#request.signal);
      this.problem = null;
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      this.problem = problem;
    }
    this.busy = false;
    update();
  }
}
