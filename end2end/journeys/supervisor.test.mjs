// A supervisor's day: who will be away, the queue spread over those who are there, a case handed over, the figures and
// what is taken from them. With and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

async function filed(elena, days) {
  const draft = await start(elena);
  await answerAll(elena, draft, { days, area: "7211" });
  await file(elena);
  return draft.split("/").at(-1);
}

async function fillDay(page, name, ahead) {
  const day = new Date(Date.now() + ahead * 86_400_000);
  await page.fill(`[name="${name}_day"]`, String(day.getUTCDate()));
  await page.fill(`[name="${name}_month"]`, String(day.getUTCMonth() + 1));
  await page.fill(`[name="${name}_year"]`, String(day.getUTCFullYear()));
}

for (const scripts of [false, true]) {
  test(`a supervisor's day, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const ids = [await filed(elena, scripts ? 1 : 3), await filed(elena, scripts ? 2 : 4)];
    const supervisor = await visitor(browser, portal, { scripts });
    await demoSignIn(supervisor, "andrei");
    const look = async (what) => scripts && (await accessible(supervisor, what));
    const says = () => supervisor.locator("main").innerText();

    // Somebody will be away in some months; what is not filled in is asked for and nothing is lost.
    await supervisor.goto("/office/absences");
    const whose = supervisor.locator('[name="account"]');
    const someone = await whose.locator("option").nth(1).innerText();
    await whose.selectOption({ label: someone });
    await fillDay(supervisor, "first", scripts ? 100 : 140);
    await go(supervisor, () => supervisor.locator('form[action="/office/absences"] button').click());
    assert.equal(await supervisor.locator('.error-summary, [role="alert"]').count() > 0, true, await says());
    assert.equal(await whose.locator("option:checked").innerText(), someone);
    const noted = supervisor.locator("main tbody tr", { hasText: someone });
    const before = await noted.count();
    await fillDay(supervisor, "last", scripts ? 110 : 150);
    await go(supervisor, () => supervisor.locator('form[action="/office/absences"] button').click());
    assert.equal(await noted.count(), before + 1, await says());
    await look("who is away");

    // The queue is spread: first it is shown who would get what.
    await supervisor.goto("/office/distribution");
    for (const id of ids) assert.equal(await supervisor.locator(`main a[href="/office/cases/${id}"]`).count(), 1);
    await look("who would get what");
    await go(supervisor, () => supervisor.locator('form[action="/office/distribution"] button').click());
    await supervisor.goto("/office?tab=held");
    for (const id of ids) assert.equal(await supervisor.locator(`main a[href^="/office/cases/${id}"]`).count() > 0, true);
    await look("cases with clerks");

    // One goes back to the queue, with a word why.
    await supervisor.goto(`/office/cases/${ids[0]}/handover`);
    await supervisor.locator('[name="to"]').last().check();
    await supervisor.fill('[name="note"]', "Возьмёт тот, кто знает этот дом");
    await look("handing over");
    await go(supervisor, () => supervisor.locator('form[action$="/handover"] button').click());
    await supervisor.goto("/office?tab=queue");
    assert.equal(await supervisor.locator(`main a[href^="/office/cases/${ids[0]}"]`).count() > 0, true);

    // The figures, their cases as a file, and the year's report.
    await supervisor.goto("/office/statistics?period=year");
    await look("figures");
    await supervisor.locator('[name="format"][value="csv"]').check();
    const [table] = await Promise.all([
      supervisor.waitForEvent("download"),
      supervisor.locator('form[action^="/office/statistics/"]:has([name="format"]) button').click(),
    ]);
    assert.match(table.suggestedFilename(), /\.csv$/);
    const report = await supervisor.locator("#reports ~ ul a").first().getAttribute("href");
    const pdf = await supervisor.request.get(report);
    assert.equal(pdf.status(), 200);
    assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
    assert.deepEqual([...elena.faults, ...supervisor.faults], []);
  });
}
