// An entrepreneur tells that the company has moved, with and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file, next, start } from "../support/filing.mjs";
import { choose, leave, seen, skip, tabTo, typeInto } from "../support/keyboard.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

for (const scripts of [false, true]) {
  test(`files a change of location from the home page to the receipt, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const page = await visitor(browser, portal, { scripts });
    await demoSignIn(page, "elena");
    await page.goto("/");
    await page.locator('main a[href="/services/change-of-location"]').first().click();
    if (scripts) await accessible(page);
    const draft = await start(page);
    if (scripts) await accessible(page, "task list");
    await answerAll(page, draft, { look: scripts ? (step) => accessible(page, step) : undefined });
    assert.match(page.url(), /\/check$/);
    if (scripts) await accessible(page, "check answers");
    await file(page);
    const number = (await page.locator("main").innerText()).match(/\d{4}-\d{4}-\d{4}/)[0];
    if (scripts) await accessible(page, "receipt");
    const pdf = page.locator('a[href*="/documents/"]');
    await assert.doesNotReject(async () => {
      for (let tries = 0; tries < 60; tries++) {
        const answer = await page.request.get(await pdf.getAttribute("href"));
        if (answer.status() === 200) return assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
        await new Promise((done) => setTimeout(done, 250));
      }
      throw new Error("the receipt was not typeset in 15 seconds");
    });
    // The mail may still be being written.
    const mail = page.locator("main tbody tr", { hasText: number }).filter({ hasText: "подано" });
    for (let tries = 0; tries < 60; tries++) {
      await page.goto("/demo/mail");
      if (await mail.count()) break;
      await new Promise((done) => setTimeout(done, 250));
    }
    assert.ok((await mail.count()) > 0, `a mail about ${number}`);
    assert.deepEqual(page.faults, []);
  });
}

test("faults are told at their fields and the summary leads to them, by keyboard alone", async () => {
  const page = await visitor(browser, portal, { scripts: false });
  await demoSignIn(page, "elena");
  const draft = await start(page);
  await page.goto(`${draft}/steps/street`);
  await typeInto(page, "street", "<b>Оршанская</b>");
  await leave(page);
  assert.match(page.url(), /check=1/);
  assert.match(await page.title(), /^Ошибка/);
  await tabTo(page, '[role="alert"] a[href="#house"]');
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id ?? ""), "house");
  await seen(page);
  assert.equal(await page.inputValue('[name="street"]'), "<b>Оршанская</b>");

  // Axe is a script: it looks at the same page in a browser that runs some.
  const looking = await visitor(browser, portal);
  await demoSignIn(looking, "elena");
  await looking.goto(page.url());
  assert.equal(await looking.locator('[role="alert"] a[href="#house"]').count(), 1);
  await accessible(looking, "the summary of faults");
});

test("files a change of location from the services to the receipt by keyboard alone, the focus always seen", async () => {
  const page = await visitor(browser, portal, { scripts: false });
  await demoSignIn(page, "elena");
  const moved = new Date(Date.now() - 26 * 3600 * 1000);
  const comes = async (what) => assert.match(page.url(), what, await page.locator("main").innerText());
  await page.goto("/services");
  await skip(page);
  await tabTo(page, 'main a[href="/services/change-of-location"]');
  await leave(page);
  await skip(page);
  await tabTo(page, 'main a[href="/services/change-of-location/start"]');
  await leave(page);
  await skip(page);
  await tabTo(page, "#companies form button");
  await leave(page);
  await comes(/\/applications\/[0-9a-f-]{36}$/);
  await skip(page);
  await tabTo(page, 'main a[href$="/steps/date"]');
  await leave(page);

  // Enter in a field sends the question.
  await skip(page);
  await typeInto(page, "changed_on_day", String(moved.getDate()));
  await typeInto(page, "changed_on_month", String(moved.getMonth() + 1));
  await typeInto(page, "changed_on_year", String(moved.getFullYear()));
  await leave(page);
  await comes(/\/steps\/place$/);

  // Lists by arrows; back to one that was passed; the button by Space.
  await skip(page);
  await choose(page, "area", "7121");
  await typeInto(page, "settlement", "Александрия");
  await tabTo(page, '[name="settlement_kind"]', { back: true });
  await page.keyboard.press("Shift+Tab");
  await choose(page, "settlement_kind", "аг.");
  await tabTo(page, "#step-form button");
  await leave(page, "Space");
  await comes(/\/steps\/street$/);

  await skip(page);
  await choose(page, "street_kind", "ул.");
  await typeInto(page, "street", "Оршанская");
  await typeInto(page, "house", "7А");
  await typeInto(page, "postcode", "213010");
  await leave(page);
  await comes(/\/steps\/premises$/);

  await skip(page);
  await choose(page, "premises", "non_residential");
  await choose(page, "room_kind", "каб.");
  await typeInto(page, "room", "12");
  await leave(page);
  await comes(/\/steps\/contacts$/);

  await skip(page);
  await typeInto(page, "phone", "+375 29 123-45-67");
  await leave(page);
  await comes(/\/check$/);

  await skip(page);
  await tabTo(page, '[name="confirmed"]');
  await page.keyboard.press("Space");
  assert.ok(await page.isChecked('[name="confirmed"]'));
  await seen(page);
  await tabTo(page, 'form[action$="/filing"] button');
  await leave(page);
  await comes(/\/receipt$/);
  assert.match(await page.locator("main").innerText(), /\d{4}-\d{4}-\d{4}/);
});

test("the island checks while one types, saves by itself and suggests streets", async () => {
  const page = await visitor(browser, portal);
  await demoSignIn(page, "elena");
  const draft = await start(page);
  await page.goto(`${draft}/steps/street`);
  await page.waitForSelector('html[data-islands="ready"]');
  await page.fill('[name="postcode"]', "21OO30");
  await page.locator('[name="house"]').focus();
  await page.waitForSelector("#postcode-error");
  assert.equal(await page.getAttribute("#postcode", "aria-invalid"), "true");
  await accessible(page, "a fault shown by the island");
  await page.fill('[name="postcode"]', "212030");
  await page.waitForSelector("#postcode-error", { state: "detached" });
  await page.fill('[name="street"]', "Сов");
  await page.waitForFunction(() => document.querySelectorAll("#streets option").length > 0);
  await page.waitForFunction(() => /\d\d:\d\d/.test(document.querySelector("#step-form [role=status]")?.textContent ?? ""));
  const other = await visitor(browser, portal, { scripts: false });
  await demoSignIn(other, "elena");
  await other.goto(`${draft}/steps/street`);
  assert.equal(await other.inputValue('[name="street"]'), "Сов", "resumable elsewhere");
  assert.deepEqual(page.faults, []);
});

test("the connection breaks: the island says that it is not saved, and the button saves later", async () => {
  const page = await visitor(browser, portal);
  await demoSignIn(page, "elena");
  const draft = await start(page);
  await page.goto(`${draft}/steps/contacts`);
  await page.waitForSelector('html[data-islands="ready"]');
  await page.context().setOffline(true);
  await page.fill('[name="phone"]', "+375 29 765-43-21");
  await page.waitForFunction(() => /нет связи/.test(document.querySelector("#step-form [role=status]")?.textContent ?? ""));
  await page.context().setOffline(false);
  await next(page);
  await page.goto(`${draft}/steps/contacts`);
  assert.equal(await page.inputValue('[name="phone"]'), "+375 29 765-43-21");
});

test("each page of the journey fits a phone of 320 pixels, in three languages", async () => {
  const page = await visitor(browser, portal, { scripts: false });
  await demoSignIn(page, "elena");
  const draft = await start(page);
  await answerAll(page, draft);
  const pages = ["/", "/services", "/services/change-of-location", "/services/change-of-location/start", "/applications", draft,
    `${draft}/steps/date`, `${draft}/steps/place`, `${draft}/steps/street`, `${draft}/steps/premises`, `${draft}/check`, "/account"];
  for (const lang of ["be", "ru", "en"]) {
    for (const path of pages) {
      await page.goto(`${path}?lang=${lang}`);
      assert.equal(await page.getAttribute("html", "lang"), lang);
      await fits(page, 320);
      // A key that has no sentence shows itself.
      assert.doesNotMatch(await page.locator("body").innerText(), /\b(field|step|status|problem|guide|nav)-[a-z-]+\b/);
    }
  }
});
