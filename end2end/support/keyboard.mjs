// Whoever has no mouse: Tab, Shift+Tab, Space, arrows, letters and Enter, and nothing else that moves the focus. Where it
// stands is seen each time.

import assert from "node:assert/strict";

// More stops than a page has.
const MOST = 80;

// Goes on by Tab, or back by Shift+Tab, to the first stop that the selector fits.
export async function tabTo(page, selector, { back = false } = {}) {
  for (let stops = 0; stops < MOST; stops++) {
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
    await seen(page);
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${page.url()}: no Tab leads to ${selector}`);
}

// Past the header, by the link that comes first.
export async function skip(page) {
  await page.keyboard.press("Tab");
  await seen(page);
  assert.ok(await page.evaluate(() => document.activeElement.matches("a.skip")), `${page.url()}: the first stop`);
  await page.keyboard.press("Enter");
}

// A key that leads to another page.
export async function leave(page, key = "Enter") {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
}

export async function typeInto(page, name, text) {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.type(text);
}

// One of a list, or of a row of answers: by arrows.
export async function choose(page, name, value) {
  await tabTo(page, `[name="${name}"]`);
  // The first of a list may stand there already; of answers none does.
  await page.keyboard.press((await page.evaluate(() => document.activeElement.type)) === "radio" ? "Space" : "Home");
  for (let steps = 0; steps < MOST; steps++) {
    await seen(page);
    const { stands, chosen } = await page.evaluate(() => {
      const { value, type, checked } = document.activeElement;
      return { stands: value, chosen: type !== "radio" || checked };
    });
    if (stands === value && chosen) return;
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`${page.url()}: no arrow leads to ${value} of ${name}`);
}

// Where the focus stands there is a ring, within the window and under nothing.
export async function seen(page) {
  let stands;
  for (let tries = 0; tries < 10; tries++) {
    stands = await page.evaluate(() => {
      const focused = document.activeElement;
      // After the last stop the focus is in the browser's own bars.
      if (!focused || focused === document.body) return { seen: true };
      // Within a choice the ring goes round the row.
      const ringed = focused.closest(".choice") ?? focused;
      const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
      const { left, right, top, bottom } = ringed.getBoundingClientRect();
      const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
      const above = document.elementFromPoint(x, y);
      const has = {
        ring: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        place: right > left && bottom > top && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight,
        top: above !== null && (above.contains(ringed) || ringed.contains(above)),
      };
      return { seen: has.ring && has.place && has.top, has, html: focused.outerHTML.slice(0, 200) };
    });
    if (stands.seen) return;
    // What slides in when it gets the focus is on its way.
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`${page.url()}: the focus is not seen: ${JSON.stringify(stands)}`);
}
