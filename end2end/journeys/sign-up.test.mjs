// Whoever has no account makes one: the form with its faults, the mail, its link, the first sign-in. With and without
// JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "../support/browser.mjs";
import { people } from "../support/journey.mjs";
import { mailed } from "../support/mail.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

for (const scripts of [false, true]) {
  test(`an account, from the form by the mailed link to the first sign-in, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const { enter, leave } = await people(browser, portal, scripts);
    const page = await enter();
    const look = async (what) => {
      if (scripts) await accessible(page, what);
    };
    const [name, email, password] = ["Алеся Сорока", `alesya${scripts ? 1 : 2}@mail.example`, "flax-window-counter-41"];
    await page.goto("/sign-in");
    await page.locator('main a[href="/sign-up"]').click();
    await page.waitForURL(/\/sign-up$/);
    await look("signing up");

    // Mistyped: each fault stands at its field, what was typed is there, a password is never sent back.
    await page.fill('[name="name"]', name);
    await page.fill('[name="email"]', email.replace("@", " "));
    await page.fill('[name="password"]', password.slice(0, 7));
    await page.locator('form[action="/sign-up"] button').click();
    await page.locator("#error-summary").waitFor();
    assert.match(await page.title(), /^Ошибка/);
    const told = await page.locator("#error-summary li a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual(told, ["#email", "#password"]);
    for (const field of ["email", "password"]) {
      assert.equal(await page.getAttribute(`#${field}`, "aria-invalid"), "true");
      const fault = await page.locator(`#${field}-error`).innerText();
      assert.ok((await page.locator("#error-summary").innerText()).includes(fault), fault);
    }
    assert.equal(await page.inputValue('[name="name"]'), name);
    assert.equal(await page.inputValue('[name="email"]'), email.replace("@", " "));
    assert.equal(await page.inputValue('[name="password"]'), "");
    await look("signing up with faults");

    await page.fill('[name="email"]', email);
    await page.fill('[name="password"]', password);
    await page.locator('form[action="/sign-up"] button').click();
    await page.waitForURL(/\/sign-up\/sent$/);
    await look("look into the mailbox");

    // Nobody has shown yet that the address is theirs.
    const signIn = async () => {
      await page.fill('[name="email"]', email);
      await page.fill('[name="password"]', password);
      await page.keyboard.press("Enter");
    };
    await page.goto("/sign-in");
    await signIn();
    await page.locator('form[action="/confirm-email"]').waitFor();
    await look("signing in before the address is confirmed");

    // Waits until the mail is written: the page of mails does not load itself anew.
    await mailed(page, email, 'a[href^="/confirm-email/"]');
    await page.goto("/sign-up/sent");
    await page.locator('main a[href="/demo/mail"]').click();
    await page.waitForURL(/\/demo\/mail$/);
    await look("the demo's mails");
    await page.locator("main tbody tr", { hasText: email }).locator("a").first().click();
    await page.waitForURL(/\/demo\/mail\/./);
    await look("a mail");
    await page.locator('main .document a[href^="/confirm-email/"]').click();
    await page.waitForURL(/\/confirm-email\//);
    await look("confirming the address");

    // The link alone is not enough: somebody else may have signed up with the address. The fault stands at the field.
    const link = new URL(page.url()).pathname;
    const confirm = async (typed) => {
      await page.fill('[name="password"]', typed);
      await page.locator('form[action^="/confirm-email/"] button').click();
    };
    assert.equal(await page.getAttribute('[name="password"]', "autocomplete"), "current-password");
    await confirm("not-what-was-chosen");
    await page.locator("#error-summary").waitFor();
    assert.equal(new URL(page.url()).pathname, link);
    assert.equal(await page.getAttribute("#password", "aria-invalid"), "true");
    const fault = await page.locator("#password-error").innerText();
    assert.ok((await page.locator("#error-summary").innerText()).includes(fault), fault);
    assert.equal(await page.inputValue('[name="password"]'), "");
    assert.equal(await page.locator('main a[href="/sign-up"]').count(), 1, "a way out");
    await look("confirming the address with a wrong password");
    await confirm(password);
    await page.waitForURL(/\/applications$/);
    assert.equal(await page.locator('header a[href="/account"]').innerText(), name);
    await look("signed in");
    await leave();
  });
}
