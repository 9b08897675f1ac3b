// What is quicker with a script; everything works without this file. An element with data-key="n" is
// followed, or focused, when n is pressed.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (typing(wanted)) wanted.focus();
  else wanted.click();
});

// A filter that is changed shows its list at once.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form) form.requestSubmit();
});

function typing(element) {
  return element.matches("input:not([type=radio], [type=checkbox]), select, textarea");
}
