// The head gives an accountant a right, who accepts it and files for the company; the office and the head
// write to each other; the right is taken away and ends at once. With and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

for (const scripts of [false, true]) {
  test(`a right to act, from the offer to its end, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    await elena.locator('.site-nav a[href="/businesses"]').click();
    if (scripts) await accessible(elena, "my businesses");
    await fits(elena, 320);
    // A company of hers that can move.
    const companies = await elena.locator('main .card h2 a').evaluateAll((links) => links.map((a) => a.getAttribute("href")));
    let company;
    for (company of companies) {
      await elena.goto(company);
      if (await elena.locator('form[action="/services/change-of-location/start"]').count()) break;
    }
    if (scripts) await accessible(elena, "a company of mine");
    await fits(elena, 320);

    await elena.goto(`${company}/rights`);
    await go(elena, () => elena.locator('main form[action$="/rights"] button').click());
    assert.equal(await elena.locator("#error-summary li").count(), 3, "every fault at its field");
    if (scripts) await accessible(elena, "an offer with faults");
    const end = new Date(Date.now() + 30 * 24 * 3600 * 1000);
    await elena.fill('[name="email"]', "viktor@akno.example");
    await elena.check('[name="scope"][value="file"]');
    await elena.fill('[name="until_day"]', String(end.getDate()));
    await elena.fill('[name="until_month"]', String(end.getMonth() + 1));
    await elena.fill('[name="until_year"]', String(end.getFullYear()));
    await elena.locator('main form[action$="/rights"] button').click();
    await elena.waitForURL(/notice=offered/);
    if (scripts) await accessible(elena, "an offer that waits");
    await fits(elena, 320);

    const viktor = await visitor(browser, portal, { scripts });
    await demoSignIn(viktor, "viktor");
    await viktor.goto("/businesses");
    await viktor.locator('main .inset a[href^="/invitations/"]').click();
    if (scripts) await accessible(viktor, "an offer");
    await viktor.locator('main form[action^="/invitations/"] button').click();
    await viktor.waitForURL((url) => url.pathname === company);
    await viktor.locator('form[action="/services/change-of-location/start"] button').click();
    // A draft of an earlier journey may wait: then a new one is begun knowingly.
    if (!/\/applications\//.test(viktor.url())) {
      await viktor.locator(`#companies form:has([value="${company.split("/").at(-1)}"]) button`).click();
    }
    await viktor.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
    const draft = new URL(viktor.url()).pathname;
    await answerAll(viktor, draft);
    await file(viktor);
    await viktor.goto(draft);
    assert.match(await viktor.locator("main").innerText(), /Виктор Шиманский, по полномочиям от: Елена Ковалёва/);

    const clerk = await visitor(browser, portal, { scripts });
    const id = draft.split("/").at(-1);
    for (const who of ["natalya", "irina", "sergei"]) {
      await demoSignIn(clerk, who);
      if ((await clerk.goto(`/office/cases/${id}`)).status() === 200) break;
    }
    await clerk.locator(`main a[href="/office/cases/${id}/messages"]`).click();
    await clerk.fill('[name="words"]', "Пришлите план помещения");
    await go(clerk, () => clerk.locator('main form[action$="/messages"] button').click());
    if (scripts) await accessible(clerk, "messages, the office's side");

    await elena.goto(`${draft}/messages`);
    assert.match(await elena.locator(".message").innerText(), /план помещения/);
    if (scripts) await accessible(elena, "messages, the applicant's side");
    await fits(elena, 320);

    await elena.goto("/businesses/calendar");
    await elena.locator('main form[action="/businesses/calendar"] button').click();
    const address = await elena.locator("main code").innerText();
    if (scripts) await accessible(elena, "the calendar");
    await fits(elena, 320);
    const feed = await fetch(address);
    assert.equal(feed.headers.get("content-type"), "text/calendar; charset=utf-8");
    assert.match(await feed.text(), new RegExp(`decision-${id}@akno`));

    await elena.goto(`${company}/rights`);
    await elena.locator('form[action$="/revocation"] button').first().click();
    await elena.waitForURL(/notice=revoked/);
    assert.equal((await viktor.goto(draft)).status(), 404);
    assert.equal((await elena.goto(draft)).status(), 200, "the case stays the company's");

    for (const [path, about] of [["/account/mails", "mails"], ["/account/closure", "closing"]]) {
      await elena.goto(path);
      if (scripts) await accessible(elena, about);
      await fits(elena, 320);
    }
    const told = [...elena.faults, ...clerk.faults, ...viktor.faults];
    assert.deepEqual(told, []);
  });
}
