// Founders have a name approved, confirm what they sign, and their company stands in the register with a
// number and a certificate. A person becomes a sole proprietor. With and without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, fits } from "../support/browser.mjs";
import { accept, begin, fileAll, numberOf, people, registered, walk } from "../support/journey.mjs";
import { file } from "../support/filing.mjs";
import { legalEntity, nameApproval, ownName, soleProprietor } from "../support/procedures.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

// A personal number of nobody: its last character is a check digit.
function personalNumber(begun) {
  const weights = [7, 3, 1];
  const sum = [...begun].reduce((sum, letter, place) => sum + parseInt(letter, 36) * weights[place % 3], 0);
  return `${begun}${sum % 10}`;
}

// A founder reads what is signed, and confirms it.
async function confirm(page, id, checked) {
  await page.goto(`/foundings/${id}`);
  if (checked) await accessible(page, "what is confirmed");
  await fits(page, 320);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.check('[name="confirmed"]');
  await page.locator(`form[action="/foundings/${id}"] button`).first().click();
  await page.locator('[name="confirmed"]').waitFor({ state: "detached" });
  assert.match(await page.locator("main").innerText(), /Вы подтвердили/);
}

for (const scripts of [false, true]) {
  const mode = scripts ? "with" : "without";
  const own = ownName(scripts ? 0 : 1);

  test(`a name is approved and two founders register their company, ${mode} JavaScript`, async () => {
    const { enter, leave } = await people(browser, portal, scripts);
    const [elena, viktor, clerk, anyone] = [await enter("elena"), await enter("viktor"), await enter(), await enter()];
    const asked = await fileAll(elena, "name-approval", nameApproval(own), { checked: scripts });
    const said = await accept(clerk, asked, { checked: scripts, choice: "0" });
    assert.match(said, new RegExp(own));
    await elena.goto(asked);
    const approved = await elena.locator("main").innerText();
    assert.match(approved, /Наименование согласовано/);
    const number = approved.match(/\d{4}-\d{4}-\d{4}/)[0];

    const draft = await begin(elena, "registration-legal-entity", { checked: scripts });
    const id = draft.split("/").at(-1);
    await walk(elena, draft, legalEntity(number), { checked: scripts, keyboard: !scripts });
    // Nothing is filed before both founders have confirmed by their own sign-in.
    await elena.goto(`${draft}/founders`);
    if (scripts) await accessible(elena, "founders");
    await confirm(elena, id, scripts);
    await elena.goto(`${draft}/founders`);
    await elena.locator(`form[action="${draft}/founders"] button`).click();
    await viktor.goto("/applications");
    assert.match(await viktor.locator("main").innerText(), /Вас просят подтвердить/);
    await confirm(viktor, id, scripts);
    await elena.goto(`${draft}/check`);
    await file(elena);

    await accept(clerk, draft, { checked: scripts });
    const unp = await numberOf(elena, draft);
    assert.match(unp, /^7\d{8}$/);
    assert.match(await elena.locator("main").innerText(), /зарегистрирован/i);
    if (scripts) await accessible(elena, "registered");
    await registered(anyone, unp, [new RegExp(own), /директор/, /62010/], { checked: scripts });
    // Whoever heads it may act for it at once.
    await viktor.goto(`/businesses/${unp}`);
    assert.match(await viktor.locator("h1").innerText(), new RegExp(own));
    await leave();
  });

  test(`a person becomes a sole proprietor, ${mode} JavaScript`, async () => {
    const email = scripts ? "alesya@akno.example" : "pavel.soroka@akno.example";
    const name = scripts ? "Новикова Алеся Андреевна" : "Сорока Павел Ильич";
    const password = "flax-window-counter-41";
    portal.run(["user", "add", "--email", email, "--name", name, "--role", "entrepreneur", "--password-stdin"], `${password}\n`);
    const { enter, leave } = await people(browser, portal, scripts);
    const [person, clerk, anyone] = [await enter(), await enter(), await enter()];
    await person.goto("/sign-in");
    await person.fill('[name="email"]', email);
    await person.fill('[name="password"]', password);
    await person.keyboard.press("Enter");
    await person.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    const answers = soleProprietor(name, personalNumber(scripts ? "4000001A000PB" : "3000002A000PB"));
    const draft = await fileAll(person, "registration-sole-proprietor", answers, { checked: scripts });
    await accept(clerk, draft, { checked: scripts });
    const unp = await numberOf(person, draft);
    assert.match(await person.locator("main").innerText(), /Вы зарегистрированы/);
    const page = await registered(anyone, unp, [new RegExp(name), /62010/], { checked: scripts });
    assert.doesNotMatch(page, /Потаённая|123-45-67/, "an address is personal");
    await leave();
  });
}

test("after all of it the register is what its log says", () => {
  assert.match(portal.check(), /what is kept is what the log says/);
});
