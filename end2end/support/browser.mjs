// The browser, and what every page is held to.

import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const path = process.env.AKNO_CHROMIUM ?? "/usr/bin/chromium";

export function launch() {
  return chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// What a page is made of: none of it may be missing. A page itself, and what a script asks for, may be refused: that is for
// the journey to expect. Nothing may fail.
const PARTS = new Set(["stylesheet", "script", "font", "image", "media", "manifest"]);

// A visitor with their own cookies. With `scripts: false` the browser runs no JavaScript at all.
export async function visitor(browser, portal, { scripts = true, lang = "ru", ...more } = {}) {
  const context = await browser.newContext({
    baseURL: portal.url,
    javaScriptEnabled: scripts,
    locale: lang,
    viewport: { width: 1280, height: 900 },
    ...more,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  // What was answered with a fault is told below, by what it was asked for.
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().includes("status of")) faults.push(line.text());
  });
  page.on("response", (answer) => {
    const status = answer.status();
    const { origin, pathname } = new URL(answer.url());
    if (status < 400 || origin !== portal.url) return;
    const kind = answer.request().resourceType();
    if (status >= 500 || PARTS.has(kind) || (pathname.startsWith("/assets/") && kind !== "document")) {
      faults.push(`${status} ${kind} ${pathname} of ${page.url()}`);
    }
  });
  page.faults = faults;
  return page;
}

export async function demoSignIn(page, key) {
  await page.goto("/sign-in");
  await page.locator(`form[action="/demo/sign-in"] button[value="${key}"]`).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

// The contrasts that were named already.
const named = new Set();

// What axe leaves undecided and is right as it is: a table whose one row says that there is nothing.
const LEFT = new Set(["color-contrast", "th-has-data-cells"]);

// WCAG 2.2 AA by axe: no violation, and nothing that axe could not decide but for that and for contrast, which it does not
// reckon where something lies over a text or its ground is no one colour: that is named in the output, so that it is looked at.
export async function accessible(page, about) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  // No page has frames, whose results axe would put together on a blank page: a third of its time.
  assert.equal(page.frames().length, 1, page.url());
  const { violations, incomplete } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  const name = (v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`;
  const undecided = incomplete.filter((v) => !LEFT.has(v.id)).map((v) => `not decided: ${name(v)}: ${why(v.nodes[0])}`);
  for (const node of incomplete.filter((v) => v.id === "color-contrast").flatMap((v) => v.nodes)) {
    const key = `${node.target.join(" ").replace(/\d+/g, "N")} ${why(node)}`;
    if (!named.has(key)) console.log(`# contrast not decided: ${page.url()}: ${node.html.slice(0, 200)}: ${why(node)}`);
    named.add(key);
  }
  assert.deepEqual([...violations.map(name), ...undecided], [], `${about ?? ""} ${page.url()}`);
}

const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");

// Nothing of the page lies beyond its right edge.
export async function fits(page, width, text = "") {
  await page.setViewportSize({ width, height: 800 });
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(beyond <= 0, `${page.url()} is ${beyond} px too wide at ${width}${text}`);
}

// The same at 320 pixels, and at 640 for whoever has set their browser to text twice as large, which what is measured in em
// follows. The window is as wide as before afterwards.
export async function fitsNarrow(page) {
  const before = page.viewportSize();
  const devtools = await page.context().newCDPSession(page);
  const sized = (standard, fixed) => devtools.send("Page.setFontSizes", { fontSizes: { standard, fixed } });
  const wrong = [];
  try {
    await fits(page, 320).catch((fault) => wrong.push(fault.message));
    await sized(32, 26);
    await fits(page, 640, ", text twice as large").catch((fault) => wrong.push(fault.message));
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px", "the text is not twice as large");
  } finally {
    await sized(16, 13);
    await devtools.detach();
    await page.setViewportSize(before);
  }
  assert.equal(wrong.join("; "), "");
}
