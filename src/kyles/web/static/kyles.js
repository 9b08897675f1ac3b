// What is quicker with a script; everything works without this file. An element with data-key="n" is
// followed, or focused, when n is pressed; data-then="#words" is what is focused after that.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.closest("details")?.setAttribute("open", "");
  if (typing(wanted)) wanted.focus();
  else wanted.click();
  if (wanted.dataset.then) document.querySelector(wanted.dataset.then).focus();
});

// A filter that is changed shows its list at once.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form) form.requestSubmit();
});

// On a narrow screen the menu is one line: the page that is shown is brought into view.
// The page itself must not move, as it may have been asked for by a place in it.
bringIntoView(document.querySelector(".menu"), document.querySelector(".menu [aria-current]"));

function bringIntoView(line, one) {
  if (!line || !one) return;
  const [room, own] = [line.getBoundingClientRect(), one.getBoundingClientRect()];
  line.scrollLeft += own.left - room.left - (room.width - own.width) / 2;
}

function typing(element) {
  return element.matches("input:not([type=radio], [type=checkbox]), select, textarea");
}

// A time of a recording is gone to at once; without this file the page comes again at that time.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-seek]");
  const player = document.querySelector(".recording :is(audio, video)");
  if (!link || !player || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  player.currentTime = Number(link.dataset.seek);
  player.play().catch(() => {});
});
