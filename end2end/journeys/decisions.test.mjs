// What else becomes of a case: a typing error is mended, a case left without consideration and opened again, the words
// of a letter are the office's own. With and without JavaScript, until the applicant has read it all.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, demoSignIn, visitor } from "../support/browser.mjs";
import { answerAll, file, start } from "../support/filing.mjs";
import { started } from "../support/started.mjs";

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);

for (const scripts of [false, true]) {
  test(`mended, left, opened again, ${scripts ? "with" : "without"} JavaScript`, async () => {
    const look = async (page, what) => {
      if (scripts) await accessible(page, what);
    };
    const elena = await visitor(browser, portal, { scripts });
    await demoSignIn(elena, "elena");
    const draft = await start(elena);
    await answerAll(elena, draft, { days: scripts ? 1 : 2, area: "7211" });
    await file(elena);
    const id = draft.split("/").at(-1);
    const [clerk, supervisor] = [await visitor(browser, portal, { scripts }), await visitor(browser, portal, { scripts })];
    await demoSignIn(clerk, "irina");
    await demoSignIn(supervisor, "andrei");
    const text = (page) => page.locator("main").innerText();

    // An evident typing error is mended; what was signed stands beside it.
    await clerk.goto(`/office/cases/${id}`);
    await go(clerk, () => clerk.locator('form[action$="/assignment"] button').click());
    await go(clerk, () => clerk.locator('a[href$="/mending/house"]').first().click());
    const house = await clerk.locator('[name="became"]').inputValue();
    await go(clerk, () => clerk.locator('form[action$="/mending/house"] button').click());
    await look(clerk, "mending with faults");
    await clerk.fill('[name="became"]', house.replace("А", "Б"));
    await clerk.fill('[name="why"]', "Так в договоре аренды");
    await go(clerk, () => clerk.locator('form[action$="/mending/house"] button').click());
    assert.match(await text(clerk), /Так в договоре аренды/);
    await look(clerk, "a case with a mended answer");

    // The office puts its own words into letters about what it leaves without consideration.
    await supervisor.goto("/office/letters/unconsidered");
    await supervisor.fill('[name="next_ru"]', "Приходите в кабинет 7, {nobody}.");
    await supervisor.fill('[name="why"]', "Спрашивают, куда идти");
    await go(supervisor, () => supervisor.locator('[name="do"][value="save"]').click());
    assert.match(await text(supervisor), /\{nobody\}/);
    await look(supervisor, "words of a letter with faults");
    const words = `Приходите в кабинет 7${scripts ? "а" : ""}: {office}.`;
    await supervisor.fill('[name="next_ru"]', words);
    await go(supervisor, () => supervisor.locator('[name="do"][value="preview"]').click());
    assert.match(await text(supervisor), /Приходите в кабинет 7а?: Администрация/i);
    await look(supervisor, "how a letter will look");
    await go(supervisor, () => supervisor.locator('[name="do"][value="save"]').click());

    // The case is left without consideration, and its applicant reads why and what to do.
    await clerk.goto(`/office/cases/${id}/decision`);
    await clerk.check('[name="outcome"][value="leave"]');
    await go(clerk, () => clerk.locator('form[action$="/decision"] button').click());
    await look(clerk, "leaving with faults");
    await clerk.locator('[name="left_reasons"]').first().check();
    await clerk.fill('[name="left_words"]', "Вопрос решает другой орган");
    await go(clerk, () => clerk.locator('form[action$="/decision"] button').click());
    assert.match(await text(clerk), /Оставлено без рассмотрения/);
    await elena.goto(`/applications/${id}`);
    assert.match(await text(elena), /оставлено без рассмотрения[\s\S]*Вопрос решает другой орган/i);
    assert.match(await text(elena), /Так в договоре аренды/);
    await look(elena, "an application that was left without consideration");

    // It was a mistake: the supervisor opens the case again, the clerk accepts it.
    await supervisor.goto(`/office/cases/${id}`);
    await go(supervisor, () => supervisor.locator('a[href$="/reopening"]').click());
    await look(supervisor, "opening again");
    await go(supervisor, () => supervisor.locator('form[action$="/reopening"] button').click());
    await look(supervisor, "opening again with faults");
    await supervisor.check('[name="reason"][value="mistake"]');
    await supervisor.fill('[name="words"]', "Орган этот самый");
    await supervisor.check('[name="to"][value="queue"]');
    await go(supervisor, () => supervisor.locator('form[action$="/reopening"] button').click());
    assert.match(await text(supervisor), /Орган этот самый/);
    await clerk.goto(`/office/cases/${id}`);
    await go(clerk, () => clerk.locator('form[action$="/assignment"] button').click());
    await clerk.goto(`/office/cases/${id}/decision`);
    await clerk.check('[name="outcome"][value="accept"]');
    await go(clerk, () => clerk.locator('form[action$="/decision"] button').click());
    assert.match(await text(clerk), /Принято/);
    await elena.goto(`/applications/${id}`);
    assert.match(await text(elena), /Орган этот самый/);
    await look(elena, "an application that was opened again");
    const told = [elena, clerk, supervisor].flatMap((page) => page.faults);
    assert.deepEqual(told, []);
  });
}
