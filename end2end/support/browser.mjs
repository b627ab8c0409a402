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
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().includes("status of")) faults.push(line.text());
  });
  page.faults = faults;
  return page;
}

export async function demoSignIn(page, key) {
  await page.goto("/sign-in");
  await page.locator(`form[action="/demo/sign-in"] button[value="${key}"]`).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

// WCAG 2.2 AA by axe: no violation; what axe could not decide is named, so that it is looked at.
export async function accessible(page, about) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  // No page has frames, whose results axe would put together on a blank page: a third of its time.
  assert.equal(page.frames().length, 1, page.url());
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
  assert.deepEqual(told, [], `${about ?? ""} ${page.url()}`);
}

// Nothing of the page lies beyond its right edge.
export async function fits(page, width) {
  await page.setViewportSize({ width, height: 800 });
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(beyond <= 0, `${page.url()} is ${beyond} px too wide at ${width}`);
}
