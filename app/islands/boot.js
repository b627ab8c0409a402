// Starts the islands of a page. `cargo xtask bundle` puts this after wasm-bindgen's glue, in one
// script, and calls `start` with the glue's initialiser, its exported functions and the name of the
// WebAssembly file beside the script.

async function start(initialise, exported, wasm) {
  try {
    await initialise({ module_or_path: new URL(wasm, import.meta.url) });
    exported.hydrate?.();
    await wake(document.body, exported, []);
    // For tests and styles: from here on, what an island adds is there.
    document.documentElement.dataset.islands = "ready";
  } catch (problem) {
    // The page is whole without islands: nothing to tell the reader.
    document.documentElement.dataset.islands = "failed";
    console.warn("islands did not start", problem);
  }
}

// Outer islands wake before the ones inside them. `outer` holds, for each <leptos-children> around
// this place, the function by which the island around it lends its context to those inside.
async function wake(element, exported, outer) {
  if (element.localName === "leptos-island") {
    const island = exported[element.dataset.component];
    if (island) {
      outer.at(-1)?.();
      await island(element);
    } else {
      console.warn("no such island: " + element.dataset.component);
    }
  } else if (element.localName === "leptos-children") {
    outer = [...outer, element.$$on_hydrate];
  }
  for (const child of element.children) {
    await wake(child, exported, outer);
  }
}
