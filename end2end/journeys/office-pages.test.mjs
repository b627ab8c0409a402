// Every page of the office, as the list of routes names them, looked at by axe. A route that is added to the list and that
// nobody opens here fails.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fitsNarrow, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { routes } from "../support/routes.mjs";
import { started } from "../support/started.mjs";

// Walked elsewhere: a council's open data by its own editors (editor.test.mjs), the administrator's pages by theirs, a
// decision that a second person confirms in office.test.mjs.
const ELSEWHERE = [/^\/office\/data/, /^\/office\/admin/, /\/cases\/\{id\}\/confirmation$/];
// Asked by a script, or files: nothing to look at.
const NO_PAGES = [/\.(pdf|json|p7s)$/, /\/phone$/, /\/news$/, /\/statistics\/cases$/, /\/region\/offices$/, /\/documents\/\{/, /\/attachments\/\{/, /\/exports\/\{/];

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

test("axe finds nothing on any page of the office", async () => {
  const elena = await visitor(browser, portal, { scripts: false });
  await demoSignIn(elena, "elena");
  const ids = [];
  for (const days of [1, 2, 4]) {
    const draft = await start(elena);
    await answerAll(elena, draft, { days, area: "7211" });
    await file(elena);
    ids.push(draft.split("/").at(-1));
  }
  const paper = await start(elena);
  await answerAll(elena, paper, { days: 3, area: "7211" });
  await elena.goto(`${paper}/paper`);
  await elena.locator('form[action$="/paper"] button').click();
  const code = (await elena.locator("main").innerText()).match(/\d{4}-\d{4}/)[0].replace("-", "");

  const clerk = await visitor(browser, portal);
  await demoSignIn(clerk, "irina");
  await clerk.goto(`/office/cases/${ids[0]}`);
  await go(clerk, () => clerk.locator('form[action$="/assignment"] button').click());
  await clerk.goto("/office?tab=queue");
  await clerk.check(`input[name="case"][value="${ids[1]}"]`);
  await go(clerk, () => clerk.locator('form[action="/office/runs"] button').first().click());
  const run = new URL(clerk.url()).pathname.split("/").at(-1);
  await clerk.goto("/office/payments");
  await clerk.setInputFiles('input[type="file"]', {
    name: "bank.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("date;document;amount;purpose\n2026-11-01;15;42,00;4821093712\n"),
  });
  await go(clerk, () => clerk.locator('form[action="/office/payments"] button').first().click());
  const bank = new URL(clerk.url()).pathname;
  assert.match(bank, /^\/office\/payments\/[0-9a-f-]{36}$/);

  await clerk.goto(`/office/cases/${ids[2]}`);
  await go(clerk, () => clerk.locator('form[action$="/assignment"] button').click());
  await clerk.goto(`/office/cases/${ids[2]}/decision`);
  await clerk.check('[name="outcome"][value="refuse"]');
  await clerk.locator('[name="reasons"]').first().check();
  await clerk.fill('[name="words"]', "Нет доверенности");
  await go(clerk, () => clerk.locator('form[action$="/decision"] button').click());

  const supervisor = await visitor(browser, portal);
  await demoSignIn(supervisor, "andrei");
  await supervisor.goto("/office/letters/refused");
  await supervisor.fill('[name="next_ru"]', "Позвоните нам.");
  await supervisor.fill('[name="why"]', "Чаще звонят");
  await go(supervisor, () => supervisor.locator('[name="do"][value="save"]').click());
  const regional = await visitor(browser, portal);
  await demoSignIn(regional, "lyudmila");
  const fill = (path) =>
    path
      .replace("/runs/{id}", `/runs/${run}`)
      .replace("/office/payments/{id}", bank)
      .replace("{id}/reopening", `${ids[2]}/reopening`)
      .replace("{id}", ids[0])
      .replace("{kind}", "refused")
      .replace("{edition}", "1")
      .replace("{field}", "house")
      .replace("{code}", code);
  // A case without a fee has no payment to mark; the journeys of the procedures with one look at that page.
  const closed = new Set(["/office/cases/{id}/payment"]);
  // Told together at the end: one page hides no other.
  const wrong = [];
  const tell = (fault) => wrong.push(fault.message);
  for (const path of routes("/office", ELSEWHERE, NO_PAGES)) {
    const opened = [];
    for (const page of [clerk, supervisor, regional]) {
      const answer = await page.goto(fill(path));
      // Whoever is led elsewhere has not opened it.
      if (answer.status() !== 200 || new URL(page.url()).pathname !== fill(path)) continue;
      opened.push(page);
      await accessible(page, path).catch(tell);
      await fitsNarrow(page).catch(tell);
    }
    if (opened.length === 0 && !closed.has(path)) wrong.push(`nobody could open ${path}`);
  }
  assert.deepEqual(wrong, []);
  const told = [elena, clerk, supervisor, regional].flatMap((page) => page.faults);
  assert.deepEqual(told, []);
});
