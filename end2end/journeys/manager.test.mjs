// A company tells of its new head, a clerk accepts, the register shows it. With and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { file, next, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const accepted = async (id, clerk) => {
  for (const who of ["natalya", "irina", "sergei"]) {
    await demoSignIn(clerk, who);
    const answer = await clerk.goto(`/office/cases/${id}`);
    if (answer.status() === 200) break;
  }
  await clerk.locator('form[action$="/assignment"] button').click();
  await clerk.goto(`/office/cases/${id}/decision`);
  await clerk.locator('[name="outcome"]').first().check();
  await clerk.locator('form[action$="/decision"] button').first().click();
  await clerk.waitForURL((url) => !url.pathname.endsWith("/decision"));
};

const date = async (page, name, day) => {
  await page.fill(`[name="${name}_day"]`, String(day.getDate()));
  await page.fill(`[name="${name}_month"]`, String(day.getMonth() + 1));
  await page.fill(`[name="${name}_year"]`, String(day.getFullYear()));
};

for (const scripts of [false, true]) {
  test(`a new head, from the guide to the register, ${scripts ? "with" : "without"} JavaScript`, async () => {
    // Two journeys for one company: the second head begins a day later.
    const day = new Date(Date.now() - (scripts ? 26 : 50) * 3600 * 1000);
    const name = scripts ? "Новикова Алеся Андреевна" : "Сорока Павел Ильич";
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    await elena.goto("/services");
    await elena.locator('main a[href="/services/manager"]').click();
    if (scripts) await accessible(elena, "guide");
    const draft = await start(elena, "manager");
    await elena.goto(`${draft}/steps/whom`);
    if (scripts) await accessible(elena, "whom it is about");
    await elena.check('[name="manager_whom"][value="head"]');
    await next(elena);
    if (scripts) await accessible(elena, "what has changed");
    await elena.check('[name="manager_change"][value="appointed"]');
    await elena.fill('[name="manager_name"]', name);
    await elena.fill('[name="manager_post"]', "Директор");
    await elena.fill('[name="manager_email"]', "elena@akno.example");
    await next(elena);
    await date(elena, "in_force", day);
    await fits(elena, 320);
    await next(elena);
    await date(elena, "decided", day);
    await elena.fill('[name="decided_by"]', "общее собрание участников");
    await next(elena);
    assert.match(elena.url(), /\/check$/);
    if (scripts) await accessible(elena, "check answers");
    await file(elena);

    const clerk = await visitor(browser, portal, { scripts });
    const id = draft.split("/").at(-1);
    for (const who of ["natalya", "irina", "sergei"]) {
      await demoSignIn(clerk, who);
      const answer = await clerk.goto(`/office/cases/${id}`);
      if (answer.status() === 200) break;
    }
    if (scripts) await accessible(clerk, "case");
    assert.match(await clerk.locator("main").innerText(), new RegExp(name));
    await clerk.locator('form[action$="/assignment"] button').click();
    await clerk.goto(`/office/cases/${id}/decision`);
    await clerk.locator('[name="outcome"]').first().check();
    await clerk.locator('form[action$="/decision"] button').first().click();
    await clerk.waitForURL((url) => !url.pathname.endsWith("/decision"));

    await elena.goto(draft);
    const unp = (await elena.locator('a[href^="/register/"]').first().getAttribute("href")).split("/").at(-1);
    const anyone = await visitor(browser, portal, { scripts });
    await anyone.goto(`/register/${unp}`);
    assert.match(await anyone.locator("main").innerText(), new RegExp(`${name}, директор`));
    assert.doesNotMatch(await anyone.content(), /elena@/);
    if (scripts) await accessible(anyone, "company page");
    assert.deepEqual([...elena.faults, ...clerk.faults, ...anyone.faults], []);
  });
}

test("a deputy is authorised beside the head and stands among those who may act", async () => {
  const day = new Date(Date.now() - 26 * 3600 * 1000);
  const elena = await visitor(browser, portal, { scripts: false });
  await demoSignIn(elena, "elena");
  const draft = await start(elena, "manager");
  await elena.goto(`${draft}/steps/whom`);
  await elena.check('[name="manager_whom"][value="other"]');
  await next(elena);
  await elena.check('[name="other_change"][value="appointed"]');
  await next(elena);
  await elena.check('[name="other_kind"][value="deputy"]');
  await fits(elena, 320);
  await next(elena);
  await elena.fill('[name="other_name"]', "Лось Марына Ігараўна");
  await elena.fill('[name="other_post"]', "Заместитель директора");
  await fits(elena, 320);
  await next(elena);
  await date(elena, "in_force", day);
  await next(elena);
  await date(elena, "decided", day);
  await elena.fill('[name="decided_by"]', "общее собрание участников");
  await next(elena);
  assert.match(elena.url(), /\/check$/);
  await file(elena);
  const clerk = await visitor(browser, portal, { scripts: false });
  await accepted(draft.split("/").at(-1), clerk);
  await elena.goto(draft);
  const unp = (await elena.locator('a[href^="/register/"]').first().getAttribute("href")).split("/").at(-1);
  const anyone = await visitor(browser, portal);
  await anyone.goto(`/register/${unp}`);
  assert.match(await anyone.locator("main").innerText(), /Лось Марына Ігараўна, заместитель директора/);
  await accessible(anyone, "company page with others who may act");
  await fits(anyone, 320);
});
