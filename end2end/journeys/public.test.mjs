// Anybody: finds a company, reads its page; every public page is accessible, light and small.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, fits, fitsNarrow, visitor } from "../support/browser.mjs";
import { tabTo } from "../support/keyboard.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const pages = ["/", "/services", "/services/change-of-location", "/services/manager", "/register", "/register?q=ооо", "/register?q=нетакойфирмы", "/sign-in",
  "/sign-up", "/password/forgotten", "/help", "/accessibility", "/status", "/nowhere", "/verify/nothing"];

for (const scripts of [false, true]) {
  test(`finds a company by a part of its name and reads its page, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const page = await visitor(browser, portal, { scripts });
    await page.goto("/");
    await page.locator('main [name="q"]').fill("ооо");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/register\?/);
    const found = page.locator('main a[href^="/register/"]').first();
    const href = await found.getAttribute("href");
    await found.click();
    await page.waitForURL((url) => url.pathname === href);
    assert.match(await page.locator("main").innerText(), /УНП/);
    if (scripts) await accessible(page);
    const unp = href.split("/").at(-1);
    await page.goto(`/register?q=${encodeURIComponent(`УНП ${unp.slice(0, 3)} ${unp.slice(3, 6)} ${unp.slice(6)}`)}`);
    assert.ok(page.url().endsWith(href) || (await page.locator(`main a[href="${href}"]`).count()) > 0);
  });
}

test("a search suggests companies while one types, by keyboard alone, and loads for it only then", async () => {
  const page = await visitor(browser, portal);
  const scripts = [];
  page.on("request", (request) => request.resourceType() === "script" && scripts.push(request.url()));
  for (const path of ["/", "/register"]) {
    scripts.length = 0;
    await page.goto(path, { waitUntil: "networkidle" });
    assert.deepEqual(scripts, [], "nobody who only reads loads a script");
    const field = page.locator('main input[type="search"]').first();
    await tabTo(page, 'main input[type="search"]');
    await page.waitForFunction(() => document.querySelector('main [role="combobox"]'));
    await field.pressSequentially("ооо", { delay: 20 });
    const options = page.locator('main [role="option"]');
    await options.first().waitFor();
    assert.ok((await options.count()) <= 8);
    await accessible(page);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    const first = options.first();
    assert.equal(await first.getAttribute("aria-selected"), "true");
    assert.equal(await field.getAttribute("aria-activedescendant"), await first.getAttribute("id"));
    await page.keyboard.press("Escape");
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    assert.equal(await options.count(), 0);
    assert.equal(await field.inputValue(), "ооо");
    await field.press("Space");
    await field.pressSequentially("а", { delay: 20 });
    await options.first().waitFor();
    const href = await options.first().getAttribute("data-href");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === href);
  }
});

for (const scheme of ["light", "dark"]) {
  test(`every public page passes axe, in three languages, ${scheme}`, async () => {
    const page = await visitor(browser, portal, { colorScheme: scheme });
    for (const lang of ["be", "ru", "en"]) {
      for (const path of pages) {
        await page.goto(`${path}${path.includes("?") ? "&" : "?"}lang=${lang}`);
        assert.equal(await page.getAttribute("html", "lang"), lang);
        await accessible(page, `${lang} ${scheme}`);
      }
    }
  });
}

test("every public page fits 320 pixels, and 640 at twice the text size", async () => {
  const page = await visitor(browser, portal, { scripts: false });
  // Told together at the end: one page hides no other.
  const wrong = [];
  for (const path of pages) {
    await page.goto(path);
    await fitsNarrow(page).catch((fault) => wrong.push(fault.message));
  }
  assert.deepEqual(wrong, []);
});

test("a page without an island is at most 30 KB in at most 4 requests, one with islands at most 75 KB", async () => {
  const weigh = async (path, sign) => {
    const page = await visitor(browser, portal);
    if (sign) await sign(page);
    const client = await page.context().newCDPSession(page);
    await client.send("Network.enable");
    await client.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0, requests = 0;
    client.on("Network.loadingFinished", (event) => { bytes += event.encodedDataLength; requests += 1; });
    const answer = await page.goto(path, { waitUntil: "networkidle" });
    // A page that says that there is none, or a sign-in in its stead, would weigh little.
    assert.equal(answer.status(), 200, path);
    assert.equal(new URL(page.url()).pathname, path.split("?")[0]);
    return { bytes, requests };
  };
  for (const path of ["/", "/services/change-of-location", "/register?q=ооо", "/sign-in", "/help"]) {
    const { bytes, requests } = await weigh(path);
    assert.ok(bytes <= 30_000 && requests <= 4, `${path}: ${bytes} bytes in ${requests} requests`);
  }
  const { demoSignIn } = await import("../support/browser.mjs");
  const { start } = await import("../support/filing.mjs");
  const owner = await visitor(browser, portal, { scripts: false });
  await demoSignIn(owner, "elena");
  const draft = await start(owner);
  const { bytes, requests } = await weigh(`${draft}/steps/street`, (page) => demoSignIn(page, "elena"));
  assert.ok(bytes <= 75_000, `a question: ${bytes} bytes in ${requests} requests`);
  console.log(`# a question with its island: ${bytes} bytes in ${requests} requests`);
});

test("keyboard: the skip link comes first and leads to the content; the focus is always seen", async () => {
  const page = await visitor(browser, portal, { scripts: false });
  await page.goto("/services");
  await page.keyboard.press("Tab");
  const skip = page.locator("a.skip");
  assert.ok(await skip.evaluate((e) => e === document.activeElement));
  await page.keyboard.press("Enter");
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return document.activeElement === document.body || style.outlineStyle !== "none" || style.boxShadow !== "none";
    });
    assert.ok(seen, `step ${step}`);
    if (step === 0) assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "past the header");
  }
});

test("each bar of a chart stands in the row of its number", async () => {
  const anyone = await visitor(browser, portal);
  // The sets are made after the demo begins.
  const made = async () => (await anyone.goto("/data/activities")).status() === 200;
  for (let tries = 0; !(await made()); tries++) {
    assert.ok(tries < 120, "the set is not published");
    await anyone.waitForTimeout(1000);
  }
  for (const [width, lang] of [[320, "be"], [375, "en"], [1280, "ru"]]) {
    await anyone.goto(`/data/activities?lang=${lang}`);
    await fits(anyone, width);
    const astray = await anyone.locator(".bars tbody tr").evaluateAll((rows) =>
      rows.filter((row) => {
        const [at, bar] = [row.getBoundingClientRect(), row.querySelector("svg").getBoundingClientRect()];
        return bar.width < 1 || bar.top < at.top || bar.bottom > at.bottom;
      }).length,
    );
    assert.ok((await anyone.locator(".bars tbody tr").count()) > 1);
    assert.equal(astray, 0, `bars outside of their rows at ${width}`);
  }
  assert.deepEqual(anyone.faults, []);
});

test("the words of a line chart can be read on a phone, inside the drawing and apart from one another", async () => {
  const anyone = await visitor(browser, portal, { scripts: false });
  const made = async () => (await anyone.goto("/data/entities")).status() === 200;
  for (let tries = 0; !(await made()); tries++) {
    assert.ok(tries < 120, "the set is not published");
    await anyone.waitForTimeout(1000);
  }
  for (const path of ["/data/entities", "/data/entities?by=registered_on.month&measure=count"]) {
    for (const width of [320, 375, 560, 768, 1280]) {
      await anyone.goto(path);
      await fits(anyone, width);
      const { drawing, words } = await anyone.locator(".line-chart").evaluate((svg) => ({
        drawing: svg.getBoundingClientRect().toJSON(),
        words: [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect().toJSON()).filter((box) => box.width > 0),
      }));
      assert.ok(words.length > 3, `${path} at ${width}`);
      for (const word of words) {
        assert.ok(word.height >= 12, `${path} at ${width}: ${word.height} pixels high`);
        assert.ok(word.left >= drawing.left - 1 && word.right <= drawing.right + 1, `${path} at ${width}: outside`);
        // Above and below the letters a box is empty.
        const near = (two) => Math.abs(two.top - word.top) < 0.75 * word.height;
        const other = words.find((two) => two !== word && two.left < word.right && word.left < two.right && near(two));
        assert.equal(other, undefined, `${path} at ${width}: one word upon another`);
      }
    }
  }
});

test("on a phone what filters leave is in sight and the panel folded, on a wide screen it stands open, without JavaScript", async () => {
  const page = await visitor(browser, portal, { scripts: false });
  const published = async () => (await page.goto("/data/entities")).status() === 200;
  for (let tries = 0; !(await published()); tries++) {
    assert.ok(tries < 120, "the set is not published");
    await page.waitForTimeout(1000);
  }
  for (const path of ["/register?q=ооо&status=active", "/data?kind=register"]) {
    await page.setViewportSize({ width: 375, height: 844 });
    await page.goto(path);
    const first = page.locator(".results > li").first();
    const submit = page.locator(".filters button");
    assert.ok((await first.boundingBox()).y < 844, `${path}: the first result is in sight`);
    assert.ok(!(await submit.isVisible()), `${path}: the panel is folded`);
    assert.match(await page.locator(".filters > summary").innerText(), /: 1$/);
    await page.locator(".filters > summary").click();
    assert.ok(await submit.isVisible());
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    assert.ok(await submit.isVisible(), `${path}: on a wide screen the panel stands open`);
  }
});
