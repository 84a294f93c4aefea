/** Drawing: whoever changes what is shown says so, and the page is drawn once for all of them. */

let draw = () => {};
let planned = false;

/** @param {() => void} drawPage */
export function drawWith(drawPage) {
  draw = drawPage;
}

/** Draws the page soon. */
export function update() {
  if (planned) return;
  planned = true;
  queueMicrotask(() => {
    planned = false;
    draw();
  });
}

/** Draws the page and then does something with what is there, such as moving the focus. */
export function whenDrawn(action) {
  update();
  queueMicrotask(action);
}

let notice = null;

/** A short message about what was done, read out by screen readers; null when there is none. */
export function currentNotice() {
  return notice;
}

/** @param {string | null} text */
export function say(text, kind = 'done') {
  notice = text === null ? null : {text, kind};
  update();
}
