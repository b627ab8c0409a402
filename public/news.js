// The office's list tells what changed behind it and lets the reader decide when to see that: it counts, and moves
// nothing. Without it the list is as it was when it was opened.

const box = document.querySelector("#news");
const shown = new Map([...document.querySelectorAll("a[data-case]")].map((row) => [row.dataset.case, row.dataset.revision]));
let timer = setInterval(look, 30_000);

async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(box.dataset.src, { headers: { accept: "application/json" }, redirect: "error" });
    if (!answer.ok) throw new Error(answer.status);
    tell((await answer.json()).cases);
  } catch {
    // Signed out, or no line: whoever wants to know reloads the page.
    clearInterval(timer);
    timer = undefined;
  }
}

function tell(cases) {
  const now = new Map(cases.map(([id, revision]) => [id, String(revision)]));
  const fresh = [...now.keys()].filter((id) => !shown.has(id)).length;
  const changed = [...shown].filter(([id, revision]) => now.get(id) !== revision).length;
  const says = fresh + changed > 0 ? box.dataset.says.replace("#", fresh).replace("#", changed) : "";
  const text = box.querySelector("[role=status]");
  // Said once, and not each half-minute again.
  if (text.textContent !== says) text.textContent = says;
  box.classList.toggle("on", says !== "");
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  timer ??= setInterval(look, 30_000);
  look();
});
