// Keys for what a page can do: an element with data-key="n" is followed, or focused, when n is
// pressed. Everything works without this file.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (typing(wanted)) wanted.focus();
  else wanted.click();
});

function typing(element) {
  return element.matches("input:not([type=radio], [type=checkbox]), select, textarea");
}
