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

const times = (said, word) => said.match(new RegExp(word, "g"))?.length ?? 0;

// The certificate among the documents of an application.
const certificate = (page) => page.locator('main a[href*="/documents/"]', { hasText: "Свидетельство о государственной регистрации" });

// The certificate that was issued can be opened, once it is typeset.
async function opens(page, draft) {
  await page.goto(draft);
  const href = await certificate(page).first().getAttribute("href");
  for (let tries = 0; tries < 60; tries++) {
    const answer = await page.request.get(href);
    if (answer.status() === 200) return assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
    await new Promise((done) => setTimeout(done, 250));
  }
  return assert.fail("the certificate was not typeset in 15 seconds");
}

for (const scripts of [false, true]) {
  const mode = scripts ? "with" : "without";
  const who = scripts ? "elena" : "viktor";
  const [own, right] = scripts ? [ownName(0), ownName(1)] : [ownName(2), ownName(3)];

  // One journey: what one change leaves is what the next begins with. `said` is what the register says afterwards, and said
  // less often before. The register is silent about what changes nothing in it: there `issued` looks at what the filer got.
  const change = (title, service, answers, said, { keyboard = false, issued } = {}) =>
    test(`${title}, from the guide to the register, ${mode} JavaScript`, async () => {
      const { enter, leave } = await people(browser, portal, scripts);
      const [filer, clerk, anyone] = [await enter(who), await enter(), await enter()];
      const unp = await limited(filer);
      const before = await registered(anyone, unp, []);
      const draft = await fileAll(filer, service, answers, { checked: scripts, keyboard, unp });
      await filer.goto(draft);
      assert.equal(await certificate(filer).count(), 0, "nothing is issued before the decision");
      await accept(clerk, draft, { checked: scripts });
      assert.equal(await numberOf(filer, draft), unp);
      assert.match(await filer.locator("main").innerText(), /Принято|Дубликат выдан/);
      const after = await registered(anyone, unp, said, { checked: scripts });
      for (const word of [said].flat()) assert.ok(times(after, word) > times(before, word), `the register said ${word} before`);
      await issued?.(filer, draft);
      await leave();
    });

  change("another name", "change-of-name", changeOfName(own), new RegExp(own), { keyboard: !scripts });
  change("a changed charter", "change-of-charter", changeOfCharter, /Зарегистрированы изменения в устав/);
  change("another main activity", "change-of-activity", changeOfActivity("43390"), /43390/);
  change("an error put right", "correction", correction(`ООО "${own}"`, `ООО "${right}"`), [/Исправлена ошибка/, new RegExp(right)]);
  change("a certificate issued anew", "certificate-duplicate", duplicate, [], { issued: opens });
}

test("after all of it the register is what its log says", () => {
  assert.match(portal.check(), /what is kept is what the log says/);
});
