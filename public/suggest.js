// Suggestions under a search of the register: a combobox with a listbox, by the pattern of the ARIA
// Authoring Practices. A page loads this when such a field gets the focus; without it the form is whole.

const QUIET = 150; // milliseconds without a key before the register is asked
const LEAST = 2; // characters that are asked about

for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);

function combobox(input) {
  const row = input.parentElement;
  const list = element("ul", { id: `${input.id}-list`, role: "listbox", class: "suggestions", hidden: "" });
  list.setAttribute("aria-label", input.labels?.[0]?.textContent ?? "");
  const status = element("p", { role: "status", class: "vh" });
  row.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);

  let timer, asked, at = -1;
  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    mark(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function mark(place) {
    at = place;
    options().forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    const marked = options()[at];
    if (marked) {
      input.setAttribute("aria-activedescendant", marked.id);
      marked.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function show(found) {
    list.replaceChildren(...found.map(({ href, name, note }, n) => {
      const option = element("li", { id: `${list.id}-${n}`, role: "option", "data-href": href });
      option.append(element("span", {}, name), element("small", {}, note));
      return option;
    }));
    list.hidden = found.length === 0;
    mark(-1);
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : `${input.dataset.found} ${found.length}`;
  }

  async function ask(text) {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal });
      const told = await answer.json();
      if (!signal.aborted && document.activeElement === input) show(told.suggestions);
    } catch {
      // Nothing to suggest: the button searches all the same.
    }
  }

  const go = (option) => location.assign(option.dataset.href);

  input.addEventListener("input", () => {
    const text = input.value.trim();
    clearTimeout(timer);
    if (text.length < LEAST) close();
    else timer = setTimeout(() => ask(text), QUIET);
  });
  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      mark(at >= last ? 0 : at + 1);
    } else if (event.key === "ArrowUp" && last >= 0) {
      event.preventDefault();
      mark(at <= 0 ? last : at - 1);
    } else if (event.key === "Enter" && options()[at]) {
      event.preventDefault();
      go(options()[at]);
    }
  });
  input.addEventListener("blur", close);
  // The press would take the focus away, and with it the list from under the finger.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
