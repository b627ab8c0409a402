// A company is liquidated and a sole proprietor ends the activity, over all their months to the exclusion from
// the register: notices, creditors, balances, the four bodies. The portal's clock is moved; with and without
// JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits } from "../support/browser.mjs";
import { accept, begin, fileAll, numberOf, people, registered, walk } from "../support/journey.mjs";
import { startPortal } from "../support/portal.mjs";
import { daysAgo, liquidation, stage, termination } from "../support/procedures.mjs";
import { launched } from "../support/started.mjs";

const { browser } = launched();

const interim = (ahead) => stage("interim", daysAgo(1 - ahead), { claims_count: "0", claims_total: "0" });
const last = (ahead, by) => stage("final", daysAgo(1 - ahead), { settled: "yes", archived: "yes" }, by);

// The fee is due: the filer sees the bill, and nothing can be accepted before it is paid.
async function billed(filer, draft, checked) {
  assert.match(await filer.locator("main").innerText(), /Оплатите 42,00\sруб\. по счёту № \d{4}-\d{4}-\d{2}/);
  await filer.goto(`${draft}/bill`);
  assert.match(await filer.locator("main").innerText(), /Ещё не оплачен/);
  await fits(filer, 320);
  await filer.setViewportSize({ width: 1280, height: 900 });
  if (checked) await accessible(filer, "bill");
}

// On a phone's screen no word of a label is broken: each has the room of its longest word.
async function labelsWhole(anyone) {
  await anyone.goto("/register/notices?lang=be");
  await fits(anyone, 375);
  const broken = await anyone.locator("td[data-label]").evaluateAll((cells) => {
    const measured = document.createElement("canvas").getContext("2d");
    return cells.filter((cell) => cell.textContent !== "").flatMap((cell) => {
      const style = getComputedStyle(cell, "::before");
      measured.font = style.font;
      const words = cell.dataset.label.split(/\s+/);
      return words.filter((word) => measured.measureText(word).width > Number.parseFloat(style.width) + 1);
    });
  });
  assert.deepEqual(broken, []);
  await anyone.setViewportSize({ width: 1280, height: 900 });
  await anyone.goto("/register/notices?lang=ru");
}

// What the filer, a creditor and anybody read of an open proceeding.
async function shown(filer, anyone, draft, checked) {
  await filer.goto(draft);
  await filer.locator('a[href^="/proceedings/"]').click();
  await filer.waitForURL(/\/proceedings\//);
  assert.match(await filer.locator("main").innerText(), /Принимайте требования кредиторов/);
  if (checked) await accessible(filer, "proceeding");
  const unp = await numberOf(filer, draft);
  await registered(anyone, unp, /Кредиторы могут предъявить требования до/, { checked });
  await anyone.goto("/register/notices");
  assert.equal(await anyone.locator(`tbody a[href="/register/${unp}"]`).count(), 1);
  if (checked) await accessible(anyone, "notices");
  if (checked) await labelsWhole(anyone);
  return unp;
}

// Each body answers the request of a company at its own desk.
async function bodiesConfirm(page, unp, checked) {
  for (const who of ["marina", "pavel", "olga", "igor"]) {
    await demoSignIn(page, who);
    await page.goto("/tasks");
    if (checked && who === "marina") await accessible(page, "tasks");
    const tasks = await page.locator('main a[href^="/tasks/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    for (const task of new Set(tasks)) {
      await page.goto(task);
      if (!(await page.locator(`main a[href="/register/${unp}"]`).count())) continue;
      if (checked && who === "marina") await accessible(page, "task");
      await page.check('[name="answer"][value="confirm"]');
      await page.locator(`form[action="${task}"] button`).click();
      await page.waitForURL((url) => url.pathname !== task || url.search !== "");
    }
  }
}

for (const scripts of [false, true]) {
  test(`months of a liquidation and of a termination to the exclusion, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const portal = await startPortal();
    try {
      const { enter, leave } = await people(browser, portal, scripts);
      const [elena, viktor, clerk, anyone, body] =
        [await enter("elena"), await enter("viktor"), await enter(), await enter(), await enter()];
      const checked = scripts;

      // The notices.
      const notice = await fileAll(elena, "liquidation", liquidation, { checked });
      await billed(elena, notice, checked);
      const end = await fileAll(viktor, "termination", termination, { checked, keyboard: !scripts });
      await billed(viktor, end, checked);
      await accept(clerk, notice, { checked });
      await accept(clerk, end);
      const company = await shown(elena, anyone, notice, checked);
      const person = await shown(viktor, anyone, end, checked);

      // Too early: the creditors have two months.
      const early = await begin(elena, "liquidation-stage", { unp: company });
      await elena.goto(`${early}/steps/stage`);
      if (checked) await accessible(elena, "stage");
      await elena.check('[name="stage"][value="interim"]');
      await elena.fill('[name="claims_count"]', "0");
      await elena.fill('[name="claims_total"]', "0");
      await elena.locator("#step-form button").first().click();
      await elena.waitForURL(/check=1/);
      assert.match(await elena.locator("[role=alert]").innerText(), /подайте это позже/);

      // The creditors' term is over: the interim balance of the company; the person asks for the exclusion.
      let ahead = 75;
      await portal.travel(ahead);
      await demoSignIn(elena, "elena");
      const balance = await fileAll(elena, "liquidation-stage", interim(ahead), { checked, unp: company });
      await accept(clerk, balance, { checked, ahead });
      await demoSignIn(viktor, "viktor");
      const asked = await fileAll(viktor, "liquidation-stage", last(ahead, {}), { unp: person });
      await bodiesConfirm(body, person, checked);
      await accept(clerk, asked, { ahead });
      await registered(anyone, person, /Исключён/, { checked });

      // Months later: the final balance, the bodies, the exclusion.
      ahead = 160;
      await portal.travel(ahead);
      await demoSignIn(elena, "elena");
      const draft = await begin(elena, "liquidation-stage", { unp: company });
      await walk(elena, draft, last(ahead));
      await elena.check('[name="confirmed"]');
      await elena.locator('form[action$="/filing"] button').click();
      await elena.waitForURL(/\/receipt$/);
      await bodiesConfirm(body, company, false);
      await accept(clerk, draft, { checked, ahead });
      await registered(anyone, company, [/Исключён/, /Ликвидация по решению/], { checked });
      assert.match(portal.check(), /what is kept is what the log says/);
      await leave();
    } finally {
      await portal.stop();
    }
  });
}
