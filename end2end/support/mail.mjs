// The mails that the demo would have sent, on its page of them.

import assert from "node:assert/strict";

// The path of a link in the newest mail to an address that has such a link. A mail may still be being written.
export async function mailed(page, to, link) {
  for (let tries = 0; tries < 120; tries++) {
    await page.goto("/demo/mail");
    const mails = page.locator("main tbody tr", { hasText: to }).locator('a[href^="/demo/mail/"]');
    for (const mail of await mails.evaluateAll((links) => links.map((a) => a.getAttribute("href")))) {
      await page.goto(mail);
      const found = page.locator(`main .document ${link}`);
      if (await found.count()) return found.first().getAttribute("href");
    }
    await new Promise((done) => setTimeout(done, 250));
  }
  return assert.fail(`no mail to ${to} has ${link}`);
}
