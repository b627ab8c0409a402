// A clerk has one field corrected and accepts; the register shows the new address. With and without
// JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

for (const scripts of [false, true]) {
  test(`one field corrected, accepted, and the register shows it, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const draft = await start(elena);
    // Two journeys for one company: the second moves a day later.
    await answerAll(elena, draft, { days: scripts ? 1 : 2 });
    await file(elena);
    const id = draft.split("/").at(-1);

    const clerk = await visitor(browser, portal, { scripts });
    await demoSignIn(clerk, "natalya");
    await clerk.goto("/office");
    if (scripts) await accessible(clerk, "inbox");
    await clerk.locator(`a[href*="${id}"]`).first().click();
    if (scripts) await accessible(clerk, "case");
    await clerk.locator('form[action$="/assignment"] button').click();
    await clerk.locator('details:has(form[action$="/remarks"] [name="field"][value="house"]) summary').click();
    const remark = clerk.locator('form[action$="/remarks"]:has([name="field"][value="house"])');
    await remark.locator("textarea").fill("В доме 7А нет кабинета 12. <script>alert(1)</script>");
    await remark.locator("button").first().click();
    await clerk.goto(`/office/cases/${id}/return`);
    if (scripts) await accessible(clerk, "return for correction");
    await clerk.locator('form[action$="/return"] button').first().click();

    await elena.goto(draft);
    assert.match(await elena.locator("main").innerText(), /нет кабинета 12/);
    if (scripts) await accessible(elena, "returned");
    await elena.goto(`${draft}/steps/street`);
    assert.equal(await elena.locator('[name="street"]').count(), 0, "what nobody remarked on is closed");
    await elena.fill('[name="house"]', "9");
    await elena.locator("#step-form button").first().click();
    await elena.goto(`${draft}/check`);
    await file(elena);

    await clerk.goto(`/office/cases/${id}`);
    assert.ok((await clerk.locator("del", { hasText: "7А" }).count()) > 0, "what was filed first");
    assert.ok((await clerk.locator("ins", { hasText: / 9$/ }).count()) > 0, "what is filed now");
    if (scripts) await accessible(clerk, "case after correction");
    await clerk.goto(`/office/cases/${id}/decision`);
    if (scripts) await accessible(clerk, "decision");
    await clerk.locator('[name="outcome"]').first().check();
    await clerk.locator('form[action$="/decision"] button').first().click();
    await clerk.waitForURL((url) => !url.pathname.endsWith("/decision"));

    await elena.goto(draft);
    assert.match(await elena.locator("main").innerText(), /Принято/);
    const unp = (await elena.locator('a[href^="/register/"]').first().getAttribute("href")).split("/").at(-1);
    const anyone = await visitor(browser, portal, { scripts });
    await anyone.goto(`/register/${unp}`);
    assert.match(await anyone.locator("main").innerText(), /Оршанская, 9/);
    if (scripts) await accessible(anyone, "company page");
    assert.deepEqual([...elena.faults, ...clerk.faults, ...anyone.faults], []);
  });
}

for (const scripts of [false, true]) {
  const mode = scripts ? "with JavaScript" : "without JavaScript";

  test(`a signed paper is found by its code at the counter and goes on as any other, ${mode}`, async () => {
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const draft = await start(elena);
    // Later than the move that was accepted before.
    await answerAll(elena, draft, { days: 0 });
    await elena.goto(`${draft}/paper`);
    if (scripts) await accessible(elena, "on paper");
    await elena.locator('form[action$="/paper"] button').click();
    await elena.locator(".panel-number").waitFor();
    if (scripts) await accessible(elena, "the paper's code");
    const code = (await elena.locator("main").innerText()).match(/\d{4}-\d{4}/)[0];
    const clerk = await visitor(browser, portal, { scripts });
    await demoSignIn(clerk, "natalya");
    await clerk.goto("/office/counter");
    if (scripts) await accessible(clerk, "counter");
    await clerk.fill('[name="code"]', code);
    await clerk.locator('form[action="/office/counter"] button').first().click();
    await clerk.waitForURL(/\/office\/counter\/\d+/);
    if (scripts) await accessible(clerk, "the draft at the counter");
    await fits(clerk, 320);
    await clerk.setViewportSize({ width: 1280, height: 900 });
    await clerk.locator('[name="channel"]').first().check();
    await clerk.locator('[name="signed"]').check();
    await clerk.locator('form:has([name="channel"]) button').first().click();
    await clerk.locator(".panel-number").waitFor();
    await elena.goto(draft);
    assert.match(await elena.locator("main").innerText(), /Подано|Рассматривается/);
    assert.deepEqual([...elena.faults, ...clerk.faults], []);
  });

  test(`whoever comes with nothing prepared tells it to the clerk, signs, and has filed, ${mode}`, async () => {
    const clerk = await visitor(browser, portal, { scripts });
    await demoSignIn(clerk, "natalya");
    await clerk.goto("/register?q=ООО");
    const found = await clerk.locator('main a[href^="/register/"]').evaluateAll((links) => links.map((link) => link.pathname));
    const unps = [...new Set(found.map((path) => path.match(/^\/register\/(\d{9})$/)?.[1]).filter(Boolean))];
    let draft;
    // Not each may move: one that is being liquidated may not.
    for (const unp of unps) {
      await clerk.goto("/office/counter/drafts");
      await clerk.selectOption('[name="procedure"]', "change-of-location");
      await clerk.fill('[name="unp"]', unp);
      await clerk.check('[name="lang"][value="be"]');
      await clerk.locator('form[action="/office/counter/drafts"] button').click();
      await clerk.waitForLoadState();
      draft = new URL(clerk.url()).pathname;
      if (/^\/applications\/[0-9a-f-]{36}$/.test(draft)) break;
    }
    await answerAll(clerk, draft);
    await clerk.goto(`${draft}/check`);
    assert.equal(await clerk.locator('[name="confirmed"]').count(), 0, "nothing is filed under a clerk's name");
    await clerk.goto(`${draft}/paper`);
    await clerk.locator('form[action$="/paper"] button').click();
    await clerk.locator('main a[href^="/office/counter/"]').first().click();
    await clerk.waitForURL(/\/office\/counter\/\d+/);
    await clerk.locator('[name="channel"]').first().check();
    await clerk.locator('[name="signed"]').check();
    await clerk.locator('form:has([name="channel"]) button').first().click();
    await clerk.locator(".panel-number").waitFor();
    assert.deepEqual(clerk.faults, []);
  });
}

test("the office's pages fit a phone and three languages", async () => {
  const clerk = await visitor(browser, portal, { scripts: false });
  await demoSignIn(clerk, "natalya");
  for (const lang of ["be", "ru", "en"]) {
    for (const path of ["/office", "/office/counter"]) {
      await clerk.goto(`${path}?lang=${lang}`);
      await fits(clerk, 320);
    }
  }
});
