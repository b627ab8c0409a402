// Keys on the office's pages, for those who want them: each leads to a link or a button that is there
// anyway. Letters are told by their place on the keyboard, so that any layout will do.

// Another script of the list, which has no place of its own on a page with this one.
if (document.querySelector("#news")) import("/assets/news.js");

const places = {
  Slash: "#case-q",
  KeyN: ".walk a[rel=next]",
  KeyP: ".walk a[rel=prev]",
  KeyU: ".walk a.back",
  KeyT: 'form[action$="/assignment"] button',
  KeyD: '.bar a[href$="/decision"]',
};

document.addEventListener("keydown", (event) => {
  const { target, code } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (target.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])")) return;
  if (event.key === "?" || (code === "Slash" && event.shiftKey)) {
    location.assign("/office/settings#keys-of-lists");
  } else if (code === "KeyJ" || code === "KeyK") {
    const rows = [...document.querySelectorAll("a.row-link")];
    const here = rows.findIndex((row) => row.closest("tr").contains(document.activeElement));
    const next = here < 0 ? 0 : here + (code === "KeyJ" ? 1 : -1);
    rows[next]?.focus();
  } else if (code === "KeyX") {
    document.activeElement?.closest("tr")?.querySelector("input[type=checkbox]")?.click();
  } else if (places[code]) {
    const found = document.querySelector(places[code]);
    if (!found) return;
    // What leads somewhere is followed; what changes something is only reached.
    if (found.localName === "a") found.click();
    else found.focus();
  } else {
    return;
  }
  event.preventDefault();
});
