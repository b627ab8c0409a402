// From the guide to the register, by the same walk for every procedure, with JavaScript or without.

import assert from "node:assert/strict";
import { accessible, demoSignIn, fits, visitor } from "./browser.mjs";
import { file } from "./filing.mjs";

// People of one journey: each has a browser of their own. Pages are looked at by axe where `checked` says so.
export async function people(browser, portal, scripts) {
  const pages = [];
  const enter = async (who) => {
    const page = await visitor(browser, portal, { scripts });
    if (who) await demoSignIn(page, who);
    pages.push(page);
    return page;
  };
  const leave = async () => {
    const faults = pages.flatMap((page) => page.faults);
    for (const page of pages) await page.context().close();
    assert.deepEqual(faults, []);
  };
  return { enter, leave };
}

// Reads the guide, starts, chooses the company where one is asked for; the draft's path. `unp` chooses one.
export async function begin(page, service, { checked = false, unp } = {}) {
  await page.goto("/services");
  await page.locator(`main a[href="/services/${service}"]`).first().click();
  await page.waitForURL(new RegExp(`/services/${service}$`));
  if (checked) await accessible(page, "guide");
  await page.locator("main .actions a.btn, main a.btn").first().click();
  await page.waitForURL(/\/start/);
  if (checked) await accessible(page, "start");
  const form = `form[action="/services/${service}/start"]`;
  const mine = page.locator(unp ? `${form}:has([name="unp"][value="${unp}"]) button` : `${form} button`);
  await mine.first().click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  if (checked) await accessible(page, "task list");
  return new URL(page.url()).pathname;
}

// Answers one field, whatever it is made of.
async function answer(page, name, value) {
  const field = page.locator(`[name="${name}"]`).first();
  const kind = await field.evaluate((element) => (element.tagName === "SELECT" ? "select" : element.type));
  if (kind === "select") await field.selectOption(value);
  else if (kind === "radio") await page.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind === "checkbox") await page.locator(`[name="${name}"][value="${value}"]`).check();
  else await field.fill(value);
}

// Answers every question; each leads to the next by its button: a click, or Enter on it. A whole journey by keys is in
// entrepreneur.test.mjs.
export async function walk(page, draft, answers, { checked = false, keyboard = false } = {}) {
  await page.goto(`${draft}/steps/${answers[0][0]}`);
  for (const [step, fields] of answers) {
    assert.match(page.url(), new RegExp(`/steps/${step}$`), `after ${page.url()} comes ${step}`);
    if (checked) {
      await accessible(page, step);
      await fits(page, 320);
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    for (const [name, value] of Object.entries(fields)) await answer(page, name, value);
    const before = page.url();
    const button = page.locator("#step-form button").first();
    if (keyboard) {
      await button.focus();
      await page.keyboard.press("Enter");
    } else {
      await button.click();
    }
    await page.waitForURL((url) => url.href !== before);
    assert.doesNotMatch(page.url(), /check=1/, `${step}: ${await faults(page)}`);
  }
}

async function faults(page) {
  const alert = page.locator("[role=alert]");
  return (await alert.count()) ? alert.first().innerText() : "";
}

// Begins, answers and files; the draft's path.
export async function fileAll(page, service, answers, options = {}) {
  const draft = await begin(page, service, options);
  await walk(page, draft, answers, options);
  assert.match(page.url(), /\/check$/);
  if (options.checked) await accessible(page, "check answers");
  await file(page);
  if (options.checked) await accessible(page, "receipt");
  return draft;
}

// The day in Minsk, so many days ahead: a payment is neither before its bill nor after today.
const today = (ahead) => {
  const parts = new Intl.DateTimeFormat("en", { timeZone: "Europe/Minsk", year: "numeric", month: "numeric", day: "numeric" });
  const day = new Date(Date.now() + ahead * 24 * 3600 * 1000);
  return Object.fromEntries(parts.formatToParts(day).map(({ type, value }) => [type, value]));
};

// Whoever is clerk where the case lies opens it, takes it and marks its fee paid where there is one.
export async function take(clerk, draft, { checked = false, ahead = 0 } = {}) {
  const id = draft.split("/").at(-1);
  for (const who of ["natalya", "irina", "sergei"]) {
    await demoSignIn(clerk, who);
    const answer = await clerk.goto(`/office/cases/${id}`);
    if (answer.status() === 200) break;
  }
  if (checked) await accessible(clerk, "case");
  await clerk.locator('form[action$="/assignment"] button').click();
  const payment = clerk.locator(`a[href="/office/cases/${id}/payment"]`);
  await clerk.goto(`/office/cases/${id}`);
  if (await payment.count()) {
    await payment.first().click();
    const { day, month, year } = today(ahead);
    await clerk.fill('[name="paid_on_day"]', day);
    await clerk.fill('[name="paid_on_month"]', month);
    await clerk.fill('[name="paid_on_year"]', year);
    await clerk.fill('[name="document"]', "15");
    await clerk.locator('form[action$="/payment"] button').click();
    await clerk.waitForURL((url) => !url.pathname.endsWith("/payment"));
  }
  return id;
}

// Accepts a case; what the page of the decision said would happen.
export async function accept(clerk, draft, { checked = false, ahead = 0, choice } = {}) {
  const id = await take(clerk, draft, { checked, ahead });
  await clerk.goto(`/office/cases/${id}/decision`);
  if (checked) await accessible(clerk, "decision");
  const said = await clerk.locator("main").innerText();
  await clerk.locator('[name="outcome"][value="accept"]').check();
  // What is granted is asked below the answer that grants it.
  if (choice !== undefined) await clerk.locator(`[name="choice"][value="${choice}"]`).check();
  await clerk.locator('form[action$="/decision"] button').first().click();
  await clerk.waitForURL((url) => !url.pathname.endsWith("/decision"));
  return said;
}

// The payer's number of the company that an application is for.
export async function numberOf(page, draft) {
  await page.goto(draft);
  return (await page.locator('a[href^="/register/"]').first().getAttribute("href")).split("/").at(-1);
}

// What anybody reads in the register.
export async function registered(page, unp, words, { checked = false } = {}) {
  await page.goto(`/register/${unp}`);
  const said = await page.locator("main").innerText();
  for (const word of [words].flat()) assert.match(said, word);
  if (checked) {
    await accessible(page, "company page");
    await fits(page, 320);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  return said;
}
