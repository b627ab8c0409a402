// What a company changes in the register: name, charter, activity, an error put right, a certificate anew.
// Each from the guide to the register, with and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accept, fileAll, numberOf, people, registered } from "../support/journey.mjs";
import { changeOfActivity, changeOfCharter, changeOfName, correction, duplicate, ownName } from "../support/procedures.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

// A company of the visitor that has a charter and is a limited company.
async function limited(page) {
  await page.goto("/services/change-of-charter/start");
  const form = page.locator("#companies li", { hasText: /ООО|ограниченной/ }).locator('form [name="unp"]').first();
  return form.getAttribute("value");
}

for (const scripts of [false, true]) {
  const mode = scripts ? "with" : "without";
  const who = scripts ? "elena" : "viktor";
  const [own, right] = scripts ? [ownName(0), ownName(1)] : [ownName(2), ownName(3)];

  // One journey: what one change leaves is what the next begins with.
  const change = (title, service, answers, said, { keyboard = false } = {}) =>
    test(`${title}, from the guide to the register, ${mode} JavaScript`, async () => {
      const { enter, leave } = await people(browser, portal, scripts);
      const [filer, clerk, anyone] = [await enter(who), await enter(), await enter()];
      const unp = await limited(filer);
      const draft = await fileAll(filer, service, answers, { checked: scripts, keyboard, unp });
      await accept(clerk, draft, { checked: scripts });
      assert.equal(await numberOf(filer, draft), unp);
      assert.match(await filer.locator("main").innerText(), /Принято|Дубликат выдан/);
      await registered(anyone, unp, said, { checked: scripts });
      await leave();
    });

  change("another name", "change-of-name", changeOfName(own), new RegExp(own), { keyboard: !scripts });
  change("a changed charter", "change-of-charter", changeOfCharter, /Зарегистрированы изменения в устав/);
  change("another main activity", "change-of-activity", changeOfActivity("43390"), /43390/);
  change("an error put right", "correction", correction(`ООО "${own}"`, `ООО "${right}"`), [/Исправлена ошибка/, new RegExp(right)]);
  change("a certificate issued anew", "certificate-duplicate", duplicate, new RegExp(right));
}

test("after all of it the register is what its log says", () => {
  assert.match(portal.check(), /what is kept is what the log says/);
});
