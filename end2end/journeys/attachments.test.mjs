// An entrepreneur attaches papers, with and without JavaScript; the clerk looks at them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, fits, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const pdf = (words) => Buffer.from(`%PDF-1.7\n1 0 obj\n<< /Title (${words}) >>\nendobj\n${" ".repeat(1_200_000)}\n%%EOF\n`);
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

for (const scripts of [false, true]) {
  test(`papers are attached, one is refused, and the clerk sees them, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const page = await visitor(browser, portal, { scripts });
    await demoSignIn(page, "elena");
    const draft = await start(page);
    await answerAll(page, draft);
    await page.goto(draft);
    await page.locator(`a[href="${draft}/attachments"]`).click();
    if (scripts) await accessible(page);
    await page.setInputFiles("#files", [
      { name: "договор.pdf", mimeType: "application/pdf", buffer: pdf(`lease ${scripts}`) },
      { name: "план.png", mimeType: "image/png", buffer: png },
      { name: "игра.exe", mimeType: "application/pdf", buffer: Buffer.from("MZ and so on") },
    ]);
    await page.locator("#attachments-form button").click();
    await page.locator("#attached li", { hasText: "план.png" }).waitFor();
    assert.match(await page.locator("#attached").innerText(), /договор\.pdf/);
    assert.match(await page.locator("main").innerText(), /«игра\.exe»: это программа/);
    if (scripts) await accessible(page, "attached");
    await fits(page, 320);
    await page.goto(`${draft}/check`);
    await file(page);
    assert.match(await page.locator("main").innerText(), /договор\.pdf/);
    assert.deepEqual(page.faults, []);
  });
}

test("an upload goes on after the line was broken", async () => {
  const page = await visitor(browser, portal);
  await demoSignIn(page, "elena");
  const draft = await start(page);
  await page.goto(`${draft}/attachments`);
  let broken = 0;
  await page.route("**/uploads/*", (route) => {
    if (route.request().method() === "PATCH" && broken++ === 1) return route.abort();
    return route.continue();
  });
  await page.setInputFiles("#files", { name: "скан.pdf", mimeType: "application/pdf", buffer: pdf("again") });
  await page.locator("#attachments-form button").click();
  await page.locator("#attached li", { hasText: "скан.pdf" }).waitFor();
  assert.ok(broken > 3, `${broken} pieces`);
});
