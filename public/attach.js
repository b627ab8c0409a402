// Sends the chosen files piece by piece, tells how far each is, and goes on where a broken line stopped.
// Without it the form sends them all at once.

const PIECE = 512 * 1024;
const PAUSES = [1, 2, 4, 8, 15, 30];

const form = document.getElementById("attachments-form");
const list = document.getElementById("sending");
const words = JSON.parse(form.dataset.words);
const input = form.querySelector('input[type="file"]');

form.addEventListener("submit", (event) => {
  const files = [...input.files];
  if (files.length === 0) return;
  event.preventDefault();
  input.value = "";
  sendAll(files.map((file) => ({ file, line: line(file.name) })));
});

// One after another: on a slow line each is done sooner so.
async function sendAll(waiting) {
  for (const one of waiting) await send(one);
  await refresh();
}

async function send({ file, line }) {
  line.busy();
  try {
    const begun = await again(() => begin(file), line);
    if (begun.text) return line.refused(begun.text);
    let received = begun.received;
    for (;;) {
      line.at(received / file.size);
      const piece = file.slice(received, received + PIECE);
      const answer = await again((tries) => put(begun.upload, received, piece, tries), line);
      if (answer.text !== undefined) return answer.ok ? line.done(answer.text) : line.refused(answer.text);
      received = answer.received;
    }
  } catch (problem) {
    line.failed(() => sendAll([{ file, line }]));
  }
}

async function begin(file) {
  const body = new URLSearchParams({ name: file.name, size: file.size, mark: file.lastModified });
  const answer = await fetch(form.dataset.uploads, { method: "POST", body, headers: { accept: "application/json" } });
  return understood(answer);
}

async function put(upload, from, piece, tries) {
  // After a broken line: what was on its way may have come.
  if (tries > 0) {
    const told = await fetch(upload, { method: "HEAD" });
    if (told.ok && Number(told.headers.get("upload-offset")) !== from) return at(told);
  }
  const headers = { accept: "application/json", "upload-offset": from, "content-type": "application/octet-stream" };
  return understood(await fetch(upload, { method: "PATCH", body: piece, headers }));
}

async function understood(answer) {
  if (answer.status === 201) return answer.json();
  if (answer.status === 204 || (answer.status === 409 && answer.headers.has("upload-offset"))) return at(answer);
  if (answer.status === 200 || answer.status === 422) return { ok: answer.ok, text: (await answer.json()).text };
  // Signed out: the page leads to the sign-in and back.
  if (answer.status === 401) location.reload();
  const problem = new Error("status " + answer.status);
  problem.final = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
  throw problem;
}

function at(answer) {
  return { received: Number(answer.headers.get("upload-offset")) };
}

async function again(act, line) {
  for (let tries = 0; ; tries++) {
    try {
      return await act(tries);
    } catch (problem) {
      if (problem.final || tries >= PAUSES.length) throw problem;
      line.say(words.broken);
      await new Promise((done) => setTimeout(done, PAUSES[tries] * 1000));
    }
  }
}

// What is attached now, as the server's own page tells it.
async function refresh() {
  const answer = await fetch(location.pathname);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [now, then] = [page.getElementById("attached"), document.getElementById("attached")];
  if (now && then) then.replaceWith(document.importNode(now, true));
}

function line(name) {
  const item = list.appendChild(document.createElement("li"));
  const title = item.appendChild(document.createElement("p"));
  title.className = "file-name";
  title.textContent = name;
  const bar = item.appendChild(document.createElement("progress"));
  bar.setAttribute("aria-label", name);
  bar.max = 1;
  bar.value = 0;
  const status = item.appendChild(document.createElement("p"));
  status.setAttribute("role", "status");
  const say = (text, kind) => {
    status.className = kind ?? "soft small";
    status.textContent = text;
  };
  say(words.waiting);
  return {
    say,
    busy: () => {
      bar.hidden = false;
      say(words.sending);
    },
    at: (part) => {
      bar.value = part;
      say(words.sending);
    },
    done: (text) => {
      bar.value = 1;
      say(words.done + " " + text);
    },
    refused: (text) => {
      bar.hidden = true;
      say(text, "error");
    },
    failed: (retry) => {
      say(words.failed, "error");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary";
      button.textContent = words.retry;
      button.addEventListener("click", () => {
        button.remove();
        retry();
      });
      item.append(button);
      button.focus();
    },
  };
}
