// Asks now and then whether the applicant has answered on their phone, and shows the page anew when they have. Where
// something was typed meanwhile the page only says so. Without it a link does the same.

const mark = document.querySelector("[data-phone]");
let typed = false;

document.addEventListener("input", () => {
  typed = true;
});

async function look() {
  try {
    const answer = await fetch(mark.dataset.phone, { headers: { accept: "application/json" } });
    if (answer.ok) {
      const { state } = await answer.json();
      if (state !== "waiting") {
        if (typed) mark.textContent = mark.dataset.answered;
        else location.replace(mark.dataset.then);
        return;
      }
    } else if (answer.status < 500) {
      return;
    }
  } catch {
    // A broken line: the next time may be better.
  }
  setTimeout(look, 2000);
}

if (mark) setTimeout(look, 2000);
