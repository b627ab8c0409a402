// The office's tables of many columns: on no screen does the page move sideways for them, and no word is broken where the
// table can move within its own frame.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const WIDTHS = [600, 768, 1024, 1280, 1440];

test("what does not fit of a table moves within its frame, and the page never", async () => {
  const elena = await visitor(browser, portal, { scripts: false });
  await demoSignIn(elena, "elena");
  // One for the queue and one that is decided.
  const ids = [];
  for (const days of [5, 6]) {
    const draft = await start(elena);
    await answerAll(elena, draft, { days, area: "7211" });
    await file(elena);
    ids.push(draft.split("/").at(-1));
  }

  const clerk = await visitor(browser, portal);
  await demoSignIn(clerk, "irina");
  const press = (form) => Promise.all([clerk.waitForNavigation(), clerk.locator(`form[action$="${form}"] button`).click()]);
  await clerk.goto(`/office/cases/${ids[1]}`);
  await press("/assignment");
  await clerk.goto(`/office/cases/${ids[1]}/decision`);
  await clerk.check('[name="outcome"][value="refuse"]');
  await clerk.locator('[name="reasons"]').first().check();
  await clerk.fill('[name="words"]', "Нет доверенности");
  await press("/decision");
  await clerk.goto("/office/settings");
  for (const column of await clerk.locator('[name="columns"]').all()) await column.check();
  await Promise.all([clerk.waitForNavigation(), clerk.locator('form[action="/office/settings"] button').click()]);
  const supervisor = await visitor(browser, portal);
  await demoSignIn(supervisor, "andrei");
  const regional = await visitor(browser, portal);
  await demoSignIn(regional, "lyudmila");

  const wrong = [];
  const tell = (fault) => wrong.push(fault.message);
  for (const [page, path] of [
    [clerk, "/office?tab=queue"],
    [clerk, "/office?tab=decided"],
    [supervisor, "/office/statistics?period=year"],
    [regional, "/office/region?period=year"],
  ]) {
    for (const lang of ["be", "ru"]) {
      await page.goto(`${path}&lang=${lang}`);
      for (const width of WIDTHS) await fits(page, width).catch(tell);
    }
    // What says that a table has nothing is no row of it.
    const rows = await page.locator(".wide-table tbody tr:not(:has(td[colspan]))").count();
    assert.ok(rows > 0, `there is no row in a wide table of ${path}`);
    // Where it is too wide the keyboard reaches it, and its name is said.
    await page.setViewportSize({ width: 768, height: 800 });
    for (const region of await page.locator(".wide-table").all()) {
      const [role, tab, name] = await Promise.all(["role", "tabindex", "aria-label"].map((of) => region.getAttribute(of)));
      assert.deepEqual([role, tab, name.length > 3], ["region", "0", true], path);
    }
    await accessible(page, path).catch(tell);
  }
  assert.deepEqual(wrong, []);

  await clerk.setViewportSize({ width: 1024, height: 800 });
  await clerk.goto("/office?tab=queue&lang=be");
  assert.ok((await clerk.locator(".wide-table td").count()) > 0, "the queue has a row");
  // A word that is broken in its middle is taller than one line although nothing in it allows a break.
  const broken = await clerk.evaluate(() =>
    [...document.querySelectorAll(".wide-table td, .wide-table th")].flatMap((cell) => {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      const found = [];
      while (texts.nextNode()) {
        for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\p{L}]{4,}/gu)) {
          const range = document.createRange();
          range.setStart(texts.currentNode, index);
          range.setEnd(texts.currentNode, index + word.length);
          if (new Set([...range.getClientRects()].map((rect) => Math.round(rect.top))).size > 1) found.push(word);
        }
      }
      return found;
    }),
  );
  assert.deepEqual(broken, []);
});
