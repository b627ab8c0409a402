// A clerk's and a supervisor's day: lists, keys, notes, opinions, many at once, figures. With and without
// JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file, next, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

async function filed(elena, days) {
  const draft = await start(elena);
  await answerAll(elena, draft, { days });
  await file(elena);
  return draft.split("/").at(-1);
}

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

test("a list tells what changed behind it and moves nothing", async () => {
  const clerk = await visitor(browser, portal);
  await demoSignIn(clerk, "natalya");
  await clerk.goto("/office?tab=queue");
  const before = await clerk.locator("main").innerText();
  const elena = await visitor(browser, portal);
  await demoSignIn(elena, "elena");
  await filed(elena, 5);
  // The page asks by itself each half-minute, and when it comes into sight.
  await clerk.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await clerk.locator("#news.on").waitFor();
  assert.match(await clerk.locator("#news").innerText(), /Новых дел: 1/);
  await accessible(clerk, "a list with news");
  const lines = (text) => text.split("\n").filter((line) => line.trim());
  const news = lines(await clerk.locator("#news").innerText());
  const after = lines(await clerk.locator("main").innerText());
  assert.deepEqual(after.filter((line) => !news.includes(line)), lines(before));
  await go(clerk, () => clerk.locator("#news a").click());
  assert.equal(await clerk.locator("#news.on").count(), 0);
  assert.deepEqual([...elena.faults, ...clerk.faults], []);
});

for (const scripts of [false, true]) {
  test(`a clerk's day, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const ids = [await filed(elena, scripts ? 1 : 3), await filed(elena, scripts ? 2 : 4)];
    const clerk = await visitor(browser, portal, { scripts });
    await demoSignIn(clerk, "natalya");

    // A list is filtered, kept under a name and opened again by it.
    await clerk.goto("/office?tab=queue&due=later");
    if (scripts) await accessible(clerk, "inbox with filters");
    await go(clerk, () => clerk.locator('a[href^="/office/lists"]').click());
    const name = scripts ? "Не срочные" : "Спокойные";
    await clerk.fill('[name="name"]', name);
    if (scripts) await accessible(clerk, "keeping a list");
    await go(clerk, () => clerk.locator('form[action="/office/lists"] button').click());
    await go(clerk, () => clerk.locator(".kept-lists a", { hasText: name }).click());
    assert.match(clerk.url(), /due=later/);

    // From case to case, by keys or by links.
    if (scripts) {
      await clerk.keyboard.press("j");
      await go(clerk, () => clerk.keyboard.press("Enter"));
      await go(clerk, () => clerk.keyboard.press("n"));
      await go(clerk, () => clerk.keyboard.press("u"));
      await clerk.keyboard.press("/");
      assert.equal(await clerk.evaluate(() => document.activeElement.id), "case-q");
      await clerk.keyboard.type("n");
      assert.equal(await clerk.locator("#case-q").inputValue(), "n", "what is typed is typed");
      await clerk.locator("h1").click();
      await go(clerk, () => clerk.keyboard.press("?"));
      assert.match(clerk.url(), /\/office\/settings#keys-of-lists$/);
      await accessible(clerk, "setting up the inbox");
    } else {
      await go(clerk, () => clerk.locator("a.row-link").first().click());
      await go(clerk, () => clerk.locator(".walk a[rel=next]").click());
      await go(clerk, () => clerk.locator(".walk a.back").click());
    }

    // A case is taken; a note is written, an opinion asked.
    await clerk.goto(`/office/cases/${ids[0]}`);
    await go(clerk, () => clerk.locator('form[action$="/assignment"] button').click());
    await clerk.locator("details:has([name=note]) summary").click();
    await clerk.fill('[name="note"]', "Проверить адрес");
    await go(clerk, () => clerk.locator('form[action$="/notes"] button').click());
    assert.match(await clerk.locator("main").innerText(), /Проверить адрес/);
    if (scripts) await accessible(clerk, "case with notes");
    await clerk.goto(`/office/cases/${ids[0]}/opinions`);
    if (await clerk.locator('[name="to"][type="radio"]').count()) await clerk.check('[name="to"][value="address"]');
    await clerk.fill('[name="name"]', "Отдел архитектуры");
    await clerk.fill('[name="email"]', "arch@example.org");
    await clerk.fill('[name="question"]', "Есть ли такой дом?");
    if (scripts) await accessible(clerk, "asking for an opinion");
    await go(clerk, () => clerk.locator('form[action$="/opinions"] button').click());
    assert.match(await clerk.locator("main").innerText(), /Есть ли такой дом/);
    await clerk.goto(`/office/cases/${ids[0]}/handover`);
    if (scripts) await accessible(clerk, "handing over");

    // Both are chosen, simulated, confirmed and called off.
    await clerk.goto("/office?tab=queue");
    await clerk.check(`input[name="case"][value="${ids[1]}"]`);
    await go(clerk, () => clerk.locator('form[action="/office/runs"] button').first().click());
    if (scripts) await accessible(clerk, "choosing what to do");
    await clerk.check('[name="action"][value="accept"]');
    await go(clerk, () => clerk.locator('main form[action^="/office/runs/"] button', { hasText: "Показать" }).click());
    assert.match(await clerk.locator("main").innerText(), /Получится со всеми: 1/);
    if (scripts) await accessible(clerk, "what would come of it");
    await go(clerk, () => clerk.locator('form[action$="/confirmation"] button').click());
    if (scripts) await accessible(clerk, "a minute to call it off");
    await go(clerk, () => clerk.locator('form[action$="/cancellation"] button').click());
    assert.match(await clerk.locator("main").innerText(), /Отменено/);
    await clerk.goto(`/office/cases/${ids[1]}`);
    assert.match(await clerk.locator("main").innerText(), /Ждёт специалиста/);
    assert.deepEqual([...elena.faults, ...clerk.faults], []);
  });
}

test("a supervisor's pages say what they are about, fit a phone and three languages", async () => {
  const supervisor = await visitor(browser, portal);
  await demoSignIn(supervisor, "andrei");
  for (const path of ["/office/distribution", "/office/absences", "/office/statistics", "/office/settings"]) {
    await supervisor.setViewportSize({ width: 1280, height: 900 });
    await supervisor.goto(path);
    await accessible(supervisor, path);
    for (const lang of ["be", "ru", "en"]) {
      await supervisor.goto(`${path}?lang=${lang}`);
      await fits(supervisor, 320);
    }
  }
  assert.deepEqual(supervisor.faults, []);
});

test("two people make a decision: one prepares, the other sends back and then confirms", async () => {
  const elena = await visitor(browser, portal);
  await demoSignIn(elena, "elena");
  const draft = await start(elena);
  await answerAll(elena, draft, { days: 0 });
  await elena.goto(`${draft}/steps/place`);
  await elena.selectOption('[name="area"]', "7211");
  await next(elena);
  await elena.goto(`${draft}/check`);
  await file(elena);
  const id = draft.split("/").at(-1);

  const supervisor = await visitor(browser, portal);
  await demoSignIn(supervisor, "andrei");
  await supervisor.goto("/office/second-person");
  await supervisor.selectOption('[name="procedure"]', "change-of-location");
  await supervisor.check('[name="needs"][value="accept"]');
  await go(supervisor, () => supervisor.locator('form[action="/office/second-person"] button').click());
  assert.match(await supervisor.locator("tbody").innerText(), /Действует/);
  await accessible(supervisor, "where two people decide");

  const clerk = await visitor(browser, portal, { scripts: false });
  await demoSignIn(clerk, "irina");
  const prepare = async () => {
    await clerk.goto(`/office/cases/${id}/decision`);
    await clerk.check('[name="outcome"][value="accept"]');
    await go(clerk, () => clerk.locator('form[action$="/decision"] button').click());
    assert.match(await clerk.locator(".bar").innerText(), /ждёт второго сотрудника/);
  };
  await clerk.goto(`/office/cases/${id}`);
  await go(clerk, () => clerk.locator('form[action$="/assignment"] button').click());
  await prepare();
  await go(clerk, () => clerk.locator(".bar a").click());
  assert.equal(await clerk.locator('[name="what"]').count(), 0, "nobody confirms what they prepared");

  const open = async () => {
    await supervisor.goto("/office?tab=confirm");
    await go(supervisor, () => supervisor.locator("a.row-link").first().click());
    await go(supervisor, () => supervisor.locator(".bar a").click());
  };
  await open();
  await accessible(supervisor, "a prepared decision");
  await supervisor.check('[name="what"][value="send-back"]');
  await supervisor.fill('[name="words"]', "Проверьте номер дома");
  await go(supervisor, () => supervisor.locator('form[action$="/confirmation"] button').click());
  await clerk.goto(`/office/cases/${id}`);
  assert.match(await clerk.locator("#sent-back").innerText(), /Проверьте номер дома/);
  await prepare();
  await open();
  await supervisor.check('[name="what"][value="confirm"]');
  await go(supervisor, () => supervisor.locator('form[action$="/confirmation"] button').click());
  assert.match(await supervisor.locator("main").innerText(), /Принято/);
  for (const lang of ["be", "ru", "en"]) {
    await supervisor.goto(`/office/second-person?lang=${lang}`);
    await fits(supervisor, 320);
  }
  assert.deepEqual([...elena.faults, ...clerk.faults, ...supervisor.faults], []);
});
