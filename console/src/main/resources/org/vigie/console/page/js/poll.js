/**
 * Does something again and again while the page is visible, and at once when it becomes visible.
 *
 * @param {number} milliseconds
 * @param {() => void} action
 * @returns {() => void} ends it
 */
export function every(milliseconds, action) {
  const act = () => {
    if (!document.hidden) action();
  };
  const timer = setInterval(act, milliseconds);
  document.addEventListener('visibilitychange', act);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', act);
  };
}
