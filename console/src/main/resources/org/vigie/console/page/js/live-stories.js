/** The stories of one choice of filters, kept up to date by events without moving what is read. */

import {get} from './api.js';
import {on} from './events.js';
import {meetOutlet} from './knowledge.js';
import {update} from './screen.js';

const PENDING_LIMIT = 100;
const LIST_LIMIT = 400;
const SEARCH_MS = 2000;

/**
 * @typedef {object} Filters
 * @property {string[]} topics
 * @property {string[]} countries
 * @property {string[]} outlets
 * @property {string} text
 */

export class LiveStories {
  /** @type {any[]} */ stories = [];
  /** @type {any[]} */ pending = [];
  next = null;
  status = 'loading';
  problem = null;
  loadingMore = false;
  /** Ids of stories that came while the list was open. @type {Set<string>} */
  arrived = new Set();

  /** Whether more stories have come than are kept. */
  #gap = false;
  #search = null;
  /** Stories that come while the list is read: it may not have them yet. @type {any[] | null} */
  #early = null;
  #asked = 0;
  #ends;

  /**
   * @param {Filters} filters
   * @param {() => boolean} reading whether new stories would move what is being read
   */
  constructor(filters, reading) {
    this.filters = filters;
    this.reading = reading;
    this.#ends = [
      on('story', (story) => this.#receive(story)),
      on('reset', () => this.#refresh()),
    ];
    this.load();
  }

  stop() {
    this.#ends.forEach((end) => end());
    clearTimeout(this.#search);
    this.#asked++;
  }

  /** Whether there are more new stories than `pending` has. */
  get gap() {
    return this.#gap;
  }

  async load() {
    const asked = ++this.#asked;
    this.#early = [];
    try {
      const page = await this.#ask(null);
      if (asked !== this.#asked) return;
      this.stories = page.stories;
      this.next = page.next;
      this.pending = [];
      this.#gap = false;
      this.status = 'ready';
      this.problem = null;
    } catch (problem) {
      if (asked !== this.#asked) return;
      this.status = 'problem';
      this.problem = problem;
    }
    const early = this.#early ?? [];
    this.#early = null;
    early.forEach((story) => this.#receive(story));
    update();
  }

  async loadMore() {
    const asked = this.#asked;
    this.loadingMore = true;
    update();
    try {
      const page = await this.#ask(this.next);
      if (asked === this.#asked) {
        const known = new Set(this.stories.map(({id}) => id));
        this.stories = [...this.stories, ...page.stories.filter(({id}) => !known.has(id))];
        this.next = page.next;
      }
    } catch (problem) {
      if (problem.status === 410) await this.load();
      else this.problem = problem;
    }
    this.loadingMore = false;
    update();
  }

  /** Puts what has come on top of the list. */
  async showPending() {
    this.pending.forEach(({id}) => this.arrived.add(id));
    if (this.#gap || this.stories.length > LIST_LIMIT) {
      await this.load();
      return;
    }
    this.stories = [...this.pending, ...this.stories];
    this.pending = [];
    update();
  }

  /** Whether a story fits the filters that the page can check itself. */
  fits(story) {
    const {topics, countries, outlets} = this.filters;
    const any = (wanted, has) => wanted.length === 0 || wanted.some((each) => has.includes(each));
    return any(topics, story.topics.map(({id}) => id))
      && any(countries, story.countries)
      && any(outlets, story.outlets.map(({id}) => id));
  }

  async #ask(cursor) {
    const {topics, countries, outlets, text} = this.filters;
    const page = await get('/stories',
      {topic: topics, country: countries, outlet: outlets, text, cursor});
    page.stories.forEach((story) => story.outlets.forEach(meetOutlet));
    return page;
  }

  #receive(story) {
    if (this.#early !== null) {
      this.#early.push(story);
      return;
    }
    if (this.status !== 'ready') return;
    if (this.#replace(story)) {
      update();
      return;
    }
    if (!this.fits(story)) return;
    if (this.filters.text === '') this.#add([story]);
    else this.#search ??= setTimeout(() => this.#refresh(), SEARCH_MS);
  }

  /** Puts a newer version in the place of the story; false where the story is not known. */
  #replace(story) {
    for (const list of [this.stories, this.pending]) {
      const place = list.findIndex(({id}) => id === story.id);
      if (place < 0) continue;
      if (story.version > list[place].version) list[place] = story;
      return true;
    }
    return false;
  }

  /** @param {any[]} stories new ones, the newest first */
  #add(stories) {
    stories.forEach((story) => story.outlets.forEach(meetOutlet));
    this.pending = [...stories, ...this.pending];
    if (this.pending.length > PENDING_LIMIT) {
      this.pending.length = PENDING_LIMIT;
      this.#gap = true;
    }
    if (this.reading()) update();
    else this.showPending();
  }

  /** Asks for the first page again and takes what is new in it. */
  async #refresh() {
    clearTimeout(this.#search);
    this.#search = null;
    if (this.status !== 'ready') {
      await this.load();
      return;
    }
    const asked = this.#asked;
    try {
      const page = await this.#ask(null);
      if (asked !== this.#asked) return;
      const fresh = page.stories.filter((story) => !this.#replace(story));
      if (fresh.length === page.stories.length && page.next !== null) this.#gap = true;
      if (fresh.length > 0) this.#add(fresh);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    update();
  }
}
