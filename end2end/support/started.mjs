// What the tests of one file share: it starts before the first of them and ends after the last. While the file is still
// being read nothing of it is there; a test finds it all.

import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { startPortal } from "./portal.mjs";

// A portal and a browser. The browser goes first: a portal that ends waits for whoever is still reading.
export function started() {
  const portal = {};
  const { browser, open, close } = later();
  before(async () => {
    Object.assign(portal, await startPortal());
    await open();
  });
  after(async () => {
    try {
      await close();
    } finally {
      await portal.stop?.();
    }
  });
  return { browser, portal };
}

// A browser alone, for tests that each have a portal of their own.
export function launched() {
  const { browser, open, close } = later();
  before(open);
  after(close);
  return { browser };
}

function later() {
  let running;
  const browser = { newContext: (options) => running.newContext(options) };
  const open = async () => {
    running = await launch();
  };
  const close = async () => {
    await running?.close();
  };
  return { browser, open, close };
}
