// An editor of a council prepares a set, the doctor names what is wrong and mends it, a second editor approves,
// everybody reads it; later it is withdrawn. With and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

const table = (day) => `Номер;Название;Дата открытия;Площадь, м2
1;Площадка у школы;${day};120,5
2;Площадка в парке;01.03.2024;80
3;Двор;01.04.2024;64
`;

async function choose(page, text) {
  await page.setInputFiles('[name="file"]', { name: "places.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator('form[action$="/file"] button').click();
  await page.waitForURL(/\/report$/);
}

async function passport(page, draft, year) {
  await page.goto(`${draft}/passport`);
  for (const field of ["title", "about", "keywords", "area", "officer"]) {
    for (const lang of ["be", "ru", "en"]) await page.fill(`[name="${field}_${lang}"]`, `Площадки ${field} ${lang}`);
  }
  await page.selectOption('[name="theme"]', "soci");
  await page.selectOption('[name="period"]', "yearly");
  await page.check('[name="languages"][value="ru"]');
  await page.fill('[name="covers_from"]', `01.01.${year}`);
  await page.fill('[name="covers_until"]', `31.12.${year}`);
}

for (const scripts of [false, true]) {
  test(`a set, from its file to its withdrawal, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const name = scripts ? "places" : "yards";
    const editor = await visitor(browser, portal, { scripts });
    await demoSignIn(editor, "tamara");
    assert.match(editor.url(), /\/office\/data$/);
    if (scripts) await accessible(editor, "sets of the council");
    await editor.locator('main a[href="/office/data/new"]').click();
    await editor.fill('[name="name"]', name);
    await editor.locator('main form button').click();
    await editor.waitForURL(/\/office\/data\/drafts\/[0-9a-f-]{36}$/);
    const draft = new URL(editor.url()).pathname;

    await passport(editor, draft, 2026);
    await editor.locator('form[action$="/passport"] button').click();
    await editor.waitForURL(/check=1/);
    // The next day was forgotten: it is told at its field, and what was typed is there.
    assert.equal(await editor.locator('#error-summary a[href="#next_on"]').count(), 1);
    assert.equal(await editor.inputValue('[name="title_ru"]'), "Площадки title ru");
    if (scripts) await accessible(editor, "passport");
    await editor.fill('[name="next_on"]', "31.01.2028");
    await editor.locator('form[action$="/passport"] button').click();
    await editor.waitForURL((url) => url.pathname === draft);

    await editor.goto(`${draft}/file`);
    if (scripts) await accessible(editor, "file");
    await choose(editor, table("31.02.2024"));
    const report = await editor.locator("main").innerText();
    assert.match(report, /31\.02\.2024/);
    assert.match(report, /2024-03-01/);
    if (scripts) await accessible(editor, "report");
    await fits(editor, 320);
    await editor.setViewportSize({ width: 1280, height: 900 });
    for (const repair of ["dates", "numbers"]) await editor.check(`[name="repair"][value="${repair}"]`);
    await editor.locator('form[action$="/report"] button').click();
    await editor.waitForLoadState();
    await editor.goto(`${draft}/file`);
    await choose(editor, table("29.02.2024"));
    assert.match(await editor.locator("main").innerText(), /Всё в порядке/);

    await editor.goto(`${draft}/columns`);
    assert.equal(await editor.inputValue('[name="c3_kind"]'), "number");
    if (scripts) await accessible(editor, "columns");
    await fits(editor, 320);
    await editor.setViewportSize({ width: 1280, height: 900 });
    await editor.fill('[name="c3_title_en"]', "Area in square metres");
    await editor.locator('form[action$="/columns"] button').last().click();
    await editor.waitForURL(/\/report$/);
    await editor.goto(draft);
    assert.match(await editor.locator("main").innerText(), /2024-02-29/);
    await go(editor, () => editor.locator('form[action$="/submission"] button').click());
    assert.ok(editor.url().endsWith(draft), editor.url());
    if (scripts) await accessible(editor, "draft in review");
    assert.equal(await editor.locator('form[action$="/approval"]').count(), 0, "nobody approves their own");

    const second = await visitor(browser, portal, { scripts });
    await demoSignIn(second, "roman");
    await second.goto(draft);
    if (scripts) await accessible(second, "approval");
    await go(second, () => second.locator('form[action$="/approval"] button').click());
    assert.ok(second.url().endsWith(draft), second.url());
    const anyone = await visitor(browser, portal, { scripts, lang: "en" });
    const set = `/data/${name}-7121`;
    for (let tries = 0; tries < 240; tries++) {
      const answer = await anyone.goto(set);
      if (answer.status() === 200) break;
      await anyone.waitForTimeout(500);
    }
    assert.match(await anyone.locator("main").innerText(), /Area in square metres/);
    if (scripts) await accessible(anyone, "the published set");

    await editor.goto("/office/data");
    await editor.locator(`a[href$="/sets/${name}-7121/withdrawal"]`).click();
    if (scripts) await accessible(editor, "withdrawal");
    await editor.check('[name="reason"][value="mistake"]');
    await editor.locator('form[action$="/withdrawal"] button').click();
    await editor.waitForURL((url) => url.pathname === set);
    const gone = await anyone.goto(set);
    assert.equal(gone.status(), 410);
    assert.match(await anyone.locator("main").innerText(), /Published by mistake/);
    if (scripts) await accessible(anyone, "a set that is gone");
    assert.deepEqual([...editor.faults, ...second.faults, ...anyone.faults], []);
  });
}

for (const scripts of [false, true]) {
  test(`a question about a set is asked and answered, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const anyone = await visitor(browser, portal, { scripts, lang: "ru" });
    // The worker publishes the councils' sets after the start.
    let set;
    for (let tries = 0; tries < 240 && !set; tries++) {
      await anyone.goto("/councils/7121");
      const link = anyone.locator('main a[href^="/data/"][href$="-7121"]').first();
      set = await link.getAttribute("href", { timeout: 500 }).catch(() => null);
    }
    await anyone.goto(set);
    await anyone.locator(`a[href="${set}/question"]`).click();
    if (scripts) await accessible(anyone, "asking");
    await fits(anyone, 320);
    await anyone.setViewportSize({ width: 1280, height: 900 });
    await anyone.fill('[name="words"]', "Пишите на me@mail.example");
    await go(anyone, () => anyone.locator('form[action$="/question"] button').click());
    assert.equal(await anyone.locator('#error-summary a[href="#words"]').count(), 1);
    const words = `Что значит пустая ячейка? ${scripts ? "Со" : "Без"} скриптов`;
    await anyone.fill('[name="words"]', words);
    await anyone.fill('[name="first_name"]', "Анна");
    await anyone.locator('form[action$="/question"] button').click();
    await anyone.waitForURL(/\/questions\/asked$/);
    if (scripts) await accessible(anyone, "asked");

    const editor = await visitor(browser, portal, { scripts });
    await demoSignIn(editor, "tamara");
    await editor.goto("/office/data");
    if (scripts) await accessible(editor, "sets with a question");
    await editor.locator("a", { hasText: words }).click();
    if (scripts) await accessible(editor, "a question");
    await fits(editor, 320);
    await editor.setViewportSize({ width: 1280, height: 900 });
    await editor.fill('[name="words"]', "Приёма в этот день нет.");
    await editor.locator('form[action$="/answer"] button').click();
    await editor.waitForLoadState();
    if (scripts) await accessible(editor, "an answered question");
    await anyone.goto(set);
    const section = await anyone.locator("main").innerText();
    assert.ok(section.includes(words) && section.includes("Приёма в этот день нет."), section);
    if (scripts) await accessible(anyone, "a set with a question");
    assert.deepEqual([...anyone.faults, ...editor.faults], []);
  });
}

test("a draft of the demo waits for the second editor", async () => {
  const second = await visitor(browser, portal);
  await demoSignIn(second, "roman");
  let draft;
  for (let tries = 0; tries < 240 && !draft; tries++) {
    await second.goto("/office/data");
    draft = await second.locator("a", { hasText: "Детские площадки" }).first().getAttribute("href", { timeout: 500 }).catch(() => null);
  }
  await second.goto(draft);
  assert.match(await second.locator("main").innerText(), /2019-06-01/);
  assert.equal(await second.locator('form[action$="/approval"]').count(), 1);
});
