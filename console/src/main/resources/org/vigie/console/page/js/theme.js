// A classic script in the head: the theme is set before the first paint, so that a dark page never
// flashes white.
try {
  const theme = localStorage.getItem('vigie.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be refused; the theme of the system is used.
}
