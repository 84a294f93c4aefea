/** What a reader chose, kept in this browser where storage is allowed. */

const LANGUAGE = 'vigie.language';
const THEME = 'vigie.theme';
const SESSION = 'vigie.session';

function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be refused; the choice then lasts as long as the page.
  }
}

/** @returns {'fr' | 'en'} */
export function preferredLanguage() {
  const kept = read(LANGUAGE);
  if (kept === 'fr' || kept === 'en') return kept;
  return (navigator.language || 'fr').toLowerCase().startsWith('en') ? 'en' : 'fr';
}

/** @param {'fr' | 'en'} language */
export function keepLanguage(language) {
  write(LANGUAGE, language);
}

/** Whether this browser has had a session: its cookie cannot be read from here. */
export function hadSession() {
  return read(SESSION) !== null;
}

/** @param {boolean} has */
export function keepHasSession(has) {
  write(SESSION, has ? 'open' : null);
}

/** @returns {'auto' | 'light' | 'dark'} */
export function theme() {
  return document.documentElement.dataset.theme || 'auto';
}

/** @param {'auto' | 'light' | 'dark'} theme */
export function chooseTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  write(THEME, theme === 'auto' ? null : theme);
  document.dispatchEvent(new Event('themechange'));
}
