// An extract from the register: from the guide to the paper and to whoever checks it. With and without
// JavaScript, and no sign-in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, fits } from "../support/browser.mjs";
import { people } from "../support/journey.mjs";
import { tabTo } from "../support/keyboard.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

for (const scripts of [false, true]) {
  test(`an extract, from the guide to its verification, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const { enter, leave } = await people(browser, portal, scripts);
    const [anyone, checker] = [await enter(), await enter()];
    await anyone.goto("/services");
    await anyone.locator('main a[href="/services/extract"]').first().click();
    await anyone.waitForURL(/\/services\/extract$/);
    if (scripts) await accessible(anyone, "guide");
    await anyone.locator('main a[href="/extracts"]').first().click();
    await anyone.waitForURL(/\/extracts$/);
    if (scripts) await accessible(anyone, "whose extract");
    // By the keyboard alone.
    await tabTo(anyone, "#extract-q");
    await anyone.keyboard.type("общество");
    await anyone.keyboard.press("Enter");
    await anyone.waitForURL(/q=/);
    await anyone.locator('main a[href^="/extracts?unp="]').first().click();
    await anyone.waitForURL(/unp=/);
    if (scripts) await accessible(anyone, "of which day");
    await fits(anyone, 320);
    const name = await anyone.locator("h1").innerText();
    await anyone.locator('form[action="/extracts"][method="post"] button').click();
    await anyone.waitForURL(/\/extracts\/[^?]+$/);
    if (scripts) await accessible(anyone, "made");
    const pdf = await anyone.request.get(await anyone.locator('a[href$="/pdf"]').first().getAttribute("href"));
    assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");
    await checker.goto(await anyone.locator('main a[href^="/verify/"]').first().getAttribute("href"));
    assert.ok((await checker.locator("main").innerText()).includes(name), name);
    if (scripts) await accessible(checker, "verified");
    await fits(checker, 320);
    // A file with one byte more is not the document: the page says that in place of its being genuine, and the hash wraps.
    const compared = async (buffer, note) => {
      await checker.setInputFiles("#file", { name: "extract.pdf", mimeType: "application/pdf", buffer });
      await checker.locator('form[action^="/verify/"] button').click();
      await checker.locator(`${note} code`).waitFor();
      if (scripts) await accessible(checker, `compared, ${note}`);
      await fits(checker, 375);
      return checker.locator("main h1").innerText();
    };
    const bytes = await pdf.body();
    assert.match(await compared(Buffer.concat([bytes, Buffer.from("\n")]), ".note.amber"), /не совпадает/);
    assert.equal(await checker.locator(".note.green").count(), 0);
    assert.match(await compared(bytes, ".note.green"), /подлинный/);
    await leave();
  });
}
