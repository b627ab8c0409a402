// An administrator's and an auditor's day: people, rules by date, changes put back, the record. With and without
// JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);
const BASE = "/office/administration";
const mine = [];

for (const scripts of [false, true]) {
  const look = async (page, what) => {
    if (scripts) await accessible(page, what);
  };
  test(`an administrator's day, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const admin = await visitor(browser, portal, { scripts });
    await demoSignIn(admin, "galina");
    await admin.goto(BASE);
    await look(admin, "administration");

    // Somebody is invited.
    await admin.goto(`${BASE}/users/new`);
    await go(admin, () => admin.locator("main form button").click());
    await look(admin, "an invitation with faults");
    await admin.fill('[name="name"]', "Анна Новая");
    await admin.fill('[name="email"]', `anna${scripts ? 1 : 2}@akno.example`);
    await admin.selectOption('[name="role"]', "clerk");
    await admin.selectOption('[name="office"]', "7121");
    await admin.fill('[name="why"]', "Приказ № 7");
    await go(admin, () => admin.locator("main form button").click());
    assert.match(await admin.locator("main").innerText(), /Приглашён/);
    await look(admin, "a person");

    // They get another role, which is put back.
    await admin.selectOption('[name="role"]', "supervisor");
    await admin.fill('[name="why"]', "Повышение");
    await go(admin, () => admin.locator('form[action$="/post"] button').click());
    assert.match(await admin.locator("main").innerText(), /Специалист → Руководитель отдела/);
    await go(admin, () => admin.locator(`main tbody a[href^="${BASE}/changes/"]`).first().click());
    await look(admin, "a change");
    await admin.fill('[name="why"]', "Ошибка");
    await go(admin, () => admin.locator("main form button").click());
    assert.match(await admin.locator("main").innerText(), /Руководитель отдела → Специалист/);
    assert.deepEqual(admin.faults.filter((fault) => !/422/.test(fault)), []);
  });

  test(`an auditor's day, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const draft = await start(elena);
    await answerAll(elena, draft, { days: scripts ? 1 : 2 });
    await file(elena);
    const id = draft.split("/").at(-1);
    mine.push(`/applications/${id}`);
    const auditor = await visitor(browser, portal, { scripts });
    await demoSignIn(auditor, "yakov");
    await auditor.goto(BASE);
    await go(auditor, () => auditor.locator(`main .doors a[href="${BASE}/cases"]`).click());
    await look(auditor, "cases of all offices");
    await go(auditor, () => auditor.locator(`a[href="/office/cases/${id}"]`).click());
    await look(auditor, "a case before an auditor");
    assert.equal(await auditor.locator('main form[method="post"]').count(), 0, "there is nothing to press");
    await auditor.goto(`${BASE}/audit?did=saw`);
    assert.match(await auditor.locator("main").innerText(), /Яков Шевчук/);
    await look(auditor, "the audit record");
    await auditor.goto("/office/statistics");
    await look(auditor, "figures before an auditor");
    assert.deepEqual([...elena.faults, ...auditor.faults], []);
  });
}

// The second weekday from now, or the one after it.
function weekday(after) {
  const day = new Date();
  for (let left = 2 + after; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 > 0) left -= 1;
  }
  return day;
}

const fillDay = async (page, name, day) => {
  await page.fill(`[name="${name}_day"]`, String(day.getUTCDate()));
  await page.fill(`[name="${name}_month"]`, String(day.getUTCMonth() + 1));
  await page.fill(`[name="${name}_year"]`, String(day.getUTCFullYear()));
};

const fillAct = async (page) => {
  await page.fill('[name="act_title"]', "Указ Президента Республики Беларусь");
  await page.fill('[name="act_number"]', "300");
  await fillDay(page, "act", new Date());
  await page.fill('[name="why"]', "Новый акт");
};

for (const scripts of [false, true]) {
  test(`rules by date, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const admin = await visitor(browser, portal, { scripts });
    const text = () => admin.locator("main").innerText();
    const press = (selector) => go(admin, () => admin.locator(selector).click());
    await demoSignIn(admin, "galina");

    // A new holiday moves what elena filed before; she reads why.
    await admin.goto(BASE);
    await press(`main .doors a[href="${BASE}/calendar"]`);
    if (scripts) await accessible(admin, "holidays");
    await press("main form button");
    if (scripts) await accessible(admin, "a holiday with faults");
    await fillDay(admin, "day", weekday(scripts ? 1 : 0));
    await admin.check('[name="kind"][value="holiday"]');
    for (const lang of ["ru", "be", "en"]) await admin.fill(`[name="name_${lang}"]`, "День ёлки");
    await fillAct(admin);
    await press("main form button");
    assert.match(await text(), /Сдвинутся сроки открытых дел: [1-9]/);
    if (scripts) await accessible(admin, "what a holiday does");
    await press("main form button");
    assert.match(await text(), /День ёлки/);
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    await elena.goto(mine.at(-1));
    assert.match(await elena.locator("main").innerText(), /Срок рассмотрения сдвинулся/);

    // A new fee from a day on.
    await admin.goto(`${BASE}/terms`);
    if (scripts) await accessible(admin, "terms and fees");
    await press(`main a[href="${BASE}/terms/extract/paper_fee"]`);
    await admin.fill('[name="value"]', "много");
    await press("main form button");
    if (scripts) await accessible(admin, "a fee with faults");
    await admin.fill('[name="value"]', "2,5");
    await fillDay(admin, "from", weekday(scripts ? 1 : 0));
    await fillAct(admin);
    await press("main form button");
    assert.match(await text(), /базовых величин: 2,5/);
    if (scripts) await accessible(admin, "what a fee does");
    await press("main form button");
    assert.match(await text(), /будет действовать/);
    assert.deepEqual([...elena.faults, ...admin.faults].filter((fault) => !/422/.test(fault)), []);
  });
}

test("the pages of the administration fit a phone and three languages", async () => {
  const admin = await visitor(browser, portal);
  await demoSignIn(admin, "galina");
  const paths = ["", "/users", "/users/new", "/calendar", "/terms", "/terms/base-value/value", "/changes", "/audit"];
  paths.push("/offices", "/offices/7121", "/offices/new", "/reasons", "/reasons/refuse/not-entitled");
  paths.push("/procedures", "/procedures/change-of-location", "/letters", "/letters/unconsidered");
  paths.push("/disqualified", "/retention", "/retention/audit");
  for (const path of paths) {
    await admin.setViewportSize({ width: 1280, height: 900 });
    await admin.goto(`${BASE}${path}`);
    await accessible(admin, path || "administration");
    for (const lang of ["be", "ru", "en"]) {
      await admin.goto(`${BASE}${path}?lang=${lang}`);
      await fits(admin, 320);
    }
  }
  assert.deepEqual(admin.faults, []);
});
