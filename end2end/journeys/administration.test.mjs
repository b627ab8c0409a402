// An administrator's and an auditor's day: people, rules by date, changes put back, the record. With and without
// JavaScript.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accessible, demoSignIn, fits, fitsNarrow, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { routes } from "../support/routes.mjs";
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
    assert.deepEqual(admin.faults, []);
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
    // What an office set up for itself.
    await auditor.goto(`${BASE}/setup`);
    const doors = await auditor.locator("main .doors a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.equal(doors.length, 3);
    for (const door of doors) {
      await auditor.goto(`${BASE}/setup`);
      await go(auditor, () => auditor.locator(`main .doors a[href="${door}"]`).click());
      assert.ok(auditor.url().endsWith(door), auditor.url());
      await look(auditor, `${door} before an auditor`);
      assert.equal(await auditor.locator('main form[method="post"]').count(), 0, "there is nothing to press");
    }
    assert.deepEqual([...elena.faults, ...auditor.faults], []);
  });
}

// The days that differ from the week already: to make one of them a holiday would move nothing.
const special = new Set(
  readFileSync(new URL("../../server/data/working-days.csv", import.meta.url), "utf8").split("\n").map((line) => line.split(",")[0]),
);

// The second working day of the week from now, or the one after it.
function weekday(after) {
  const day = new Date();
  for (let left = 2 + after; left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 > 0 && !special.has(day.toISOString().slice(0, 10))) left -= 1;
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

    // A new holiday moves what elena filed before; she reads why. Each of the two runs moves it once more.
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const reads = async () => {
      await elena.goto(mine.at(-1));
      const said = await elena.locator("main").innerText();
      const due = said.match(/Не\s+позднее\s.+?\sбудет\s+принято\s+решение/)?.[0];
      return { due, moved: said.match(/Срок рассмотрения сдвинулся/g)?.length ?? 0 };
    };
    const before = await reads();
    assert.ok(before.due, "a day by which it is decided");
    const name = scripts ? "День сосны" : "День ёлки";
    await admin.goto(BASE);
    await press(`main .doors a[href="${BASE}/calendar"]`);
    if (scripts) await accessible(admin, "holidays");
    await press("main form button");
    if (scripts) await accessible(admin, "a holiday with faults");
    await fillDay(admin, "day", weekday(scripts ? 1 : 0));
    await admin.check('[name="kind"][value="holiday"]');
    for (const lang of ["ru", "be", "en"]) await admin.fill(`[name="name_${lang}"]`, name);
    await fillAct(admin);
    await press("main form button");
    assert.match(await text(), /Сдвинутся сроки открытых дел: [1-9]/);
    if (scripts) await accessible(admin, "what a holiday does");
    await press("main form button");
    assert.match(await text(), new RegExp(name));
    const after = await reads();
    assert.equal(after.moved, before.moved + 1);
    assert.ok(after.due && after.due !== before.due, `${before.due} became ${after.due}`);

    // A new fee from a day on; each run has its own.
    const value = scripts ? "3,5" : "2,5";
    const fee = `${value} базовой величины`;
    await admin.goto(`${BASE}/terms`);
    if (scripts) await accessible(admin, "terms and fees");
    await press(`main a[href="${BASE}/terms/extract/paper_fee"]`);
    await admin.fill('[name="value"]', "много");
    await press("main form button");
    if (scripts) await accessible(admin, "a fee with faults");
    await admin.fill('[name="value"]', value);
    await fillDay(admin, "from", weekday(scripts ? 1 : 0));
    await fillAct(admin);
    await press("main form button");
    assert.ok((await text()).includes(`→ ${fee}`), await text());
    if (scripts) await accessible(admin, "what a fee does");
    await press("main form button");
    assert.match(await admin.locator("main tbody tr", { hasText: fee }).first().innerText(), /будет действовать/);
    assert.deepEqual([...elena.faults, ...admin.faults], []);
  });
}

test("every page of the administration fits a phone and three languages, and axe finds nothing on it", async () => {
  const [admin, auditor] = [await visitor(browser, portal), await visitor(browser, portal)];
  await demoSignIn(admin, "galina");
  await demoSignIn(auditor, "yakov");
  const first = (selector) => admin.locator(selector).first().getAttribute("href");

  // Somebody is barred, and the portal's words of a letter are changed twice: the earlier can be put back.
  await admin.goto(`${BASE}/disqualified`);
  await admin.fill('[name="name"]', "Лось Иван Петрович");
  await fillDay(admin, "from", new Date());
  await admin.fill('[name="act"]', "Решение экономического суда, дело 5");
  await admin.fill('[name="why"]', "Письмо суда");
  await go(admin, () => admin.locator(`main form[method="post"][action="${BASE}/disqualified"] button`).click());
  const entry = await first(`main tbody a[href^="${BASE}/disqualified/"]`);
  for (const words of ["Позвоните нам.", "Приходите к нам."]) {
    await admin.goto(`${BASE}/letters/unconsidered`);
    await admin.fill('[name="next_ru"]', words);
    await admin.fill('[name="why"]', "Чаще спрашивают");
    await go(admin, () => admin.locator('[name="do"][value="save"]').click());
  }
  await admin.goto(`${BASE}/letters/unconsidered`);
  const version = await first('main a[href$="/unconsidered/versions/1"]');
  await admin.goto(version);
  assert.equal(await admin.locator(`main form[method="post"][action="${version}"]`).count(), 1, "it can be put back");
  await admin.goto(`${BASE}/users`);
  const user = await first(`main a[href^="${BASE}/users/"]:not([href$="/new"])`);
  await admin.goto(`${BASE}/changes`);
  const change = await first(`main a[href^="${BASE}/changes/"]`);

  const given = {
    [`${BASE}/users/{id}`]: user,
    [`${BASE}/terms/{procedure}/{term}`]: `${BASE}/terms/base-value/value`,
    [`${BASE}/offices/{office}`]: `${BASE}/offices/7121`,
    [`${BASE}/reasons/{decision}/{reason}`]: `${BASE}/reasons/refuse/not-entitled`,
    [`${BASE}/procedures/{procedure}`]: `${BASE}/procedures/change-of-location`,
    [`${BASE}/letters/{kind}`]: `${BASE}/letters/unconsidered`,
    [`${BASE}/letters/{kind}/versions/{edition}`]: version,
    [`${BASE}/disqualified/{entry}`]: entry,
    [`${BASE}/retention/{kind}`]: `${BASE}/retention/audit`,
    [`${BASE}/changes/{id}`]: change,
  };
  const listed = routes(BASE);
  assert.deepEqual(Object.keys(given).filter((route) => !listed.includes(route)), [], "no such route");
  // Told together at the end: one page hides no other.
  const wrong = [];
  const told = (fault) => wrong.push(fault.message);
  for (const route of listed) {
    const path = given[route] ?? route;
    let reader;
    for (const page of [admin, auditor]) {
      const answer = await page.goto(path);
      if (answer.status() !== 200 || new URL(page.url()).pathname !== path) continue;
      reader = page;
      break;
    }
    if (!reader) {
      wrong.push(`nobody could open ${path}`);
      continue;
    }
    await accessible(reader, route).catch(told);
    await fitsNarrow(reader).catch(told);
    for (const lang of ["be", "en", "ru"]) {
      await reader.goto(`${path}?lang=${lang}`);
      await fits(reader, 320).catch(told);
    }
    await reader.setViewportSize({ width: 1280, height: 900 });
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual([...admin.faults, ...auditor.faults], []);
});
