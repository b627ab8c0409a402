// A company's owners decide to liquidate it; a clerk accepts; creditors read the notice and the filer
// what is due next. A sole proprietor ends the activity. With and without JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, demoSignIn, fits, launch, visitor } from "../support/browser.mjs";
import { file, next, start } from "../support/filing.mjs";
import { startPortal } from "../support/portal.mjs";

let portal, browser;
before(async () => {
  portal = await startPortal();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await portal?.stop();
});

const yesterday = () => new Date(Date.now() - 26 * 3600 * 1000);

const decided = async (page) => {
  await page.fill('[name="decided_day"]', String(yesterday().getDate()));
  await page.fill('[name="decided_month"]', String(yesterday().getMonth() + 1));
  await page.fill('[name="decided_year"]', String(yesterday().getFullYear()));
};

const claims = async (page) => {
  await page.fill('[name="claims_months"]', "2");
  await page.fill('[name="claims_address"]', "213010, г. Шклов, ул. Ленинская, 10");
  await page.fill('[name="claims_phone"]', "+375 29 123-45-67");
  await fits(page, 320);
  await next(page);
};

// The day in Minsk: a payment is neither before its bill nor after today.
const today = () => {
  const parts = new Intl.DateTimeFormat("en", { timeZone: "Europe/Minsk", year: "numeric", month: "numeric", day: "numeric" });
  return Object.fromEntries(parts.formatToParts(new Date()).map(({ type, value }) => [type, value]));
};

// The fee is due: the filer sees the bill, and nothing can be accepted before it is paid.
async function billed(filer, draft, checked) {
  assert.match(await filer.locator("main").innerText(), /Оплатите 42,00\sруб\. по счёту № \d{4}-\d{4}-\d{2}/);
  await filer.goto(`${draft}/bill`);
  assert.match(await filer.locator("main").innerText(), /Ещё не оплачен/);
  await fits(filer, 320);
  if (checked) await accessible(filer, "bill");
}

async function pay(clerk, id) {
  const { day, month, year } = today();
  await clerk.goto(`/office/cases/${id}/payment`);
  await clerk.fill('[name="paid_on_day"]', day);
  await clerk.fill('[name="paid_on_month"]', month);
  await clerk.fill('[name="paid_on_year"]', year);
  await clerk.fill('[name="document"]', "15");
  await fits(clerk, 320);
  await clerk.locator('form[action$="/payment"] button').click();
  await clerk.waitForURL((url) => !url.pathname.endsWith("/payment"));
  assert.match(await clerk.locator("main").innerText(), /Документ № 15/);
}

async function accept(clerk, draft) {
  const id = draft.split("/").at(-1);
  for (const who of ["natalya", "irina", "sergei"]) {
    await demoSignIn(clerk, who);
    const answer = await clerk.goto(`/office/cases/${id}`);
    if (answer.status() === 200) break;
  }
  await clerk.locator('form[action$="/assignment"] button').click();
  await pay(clerk, id);
  await clerk.goto(`/office/cases/${id}/decision`);
  await clerk.locator('[name="outcome"]').first().check();
  await clerk.locator('form[action$="/decision"] button').first().click();
  await clerk.waitForURL((url) => !url.pathname.endsWith("/decision"));
}

async function shown(filer, anyone, draft, checked) {
  await filer.goto(draft);
  await filer.locator('a[href^="/proceedings/"]').click();
  await filer.waitForURL(/\/proceedings\//);
  assert.match(await filer.locator("main").innerText(), /Принимайте требования кредиторов/);
  await fits(filer, 320);
  if (checked) await accessible(filer, "proceeding");
  const unp = (await filer.locator(".caption").innerText()).replace(/\D/g, "").slice(-9);
  await anyone.goto(`/register/${unp}`);
  assert.match(await anyone.locator("main").innerText(), /Кредиторы могут предъявить требования до/);
  if (checked) await accessible(anyone, "company in liquidation");
  await anyone.goto("/register/notices");
  assert.equal(await anyone.locator(`tbody a[href="/register/${unp}"]`).count(), 1);
  if (checked) await accessible(anyone, "notices");
}

test("a company is liquidated, with JavaScript", async () => {
  const elena = await visitor(browser, portal, { scripts: true });
  await demoSignIn(elena, "elena");
  await elena.goto("/services/liquidation");
  await accessible(elena, "guide");
  const draft = await start(elena, "liquidation");
  await elena.goto(`${draft}/steps/decision`);
  await accessible(elena, "decision");
  await decided(elena);
  await elena.fill('[name="decided_by"]', "общее собрание участников");
  await elena.fill('[name="liquidation_order"]', "Требования принимает ликвидатор");
  await next(elena);
  await elena.check('[name="liquidator_kind"][value="liquidator"]');
  await elena.fill('[name="liquidator_name"]', "Новикова Алеся Андреевна");
  await elena.fill('[name="liquidator_email"]', "elena@akno.example");
  await next(elena);
  await claims(elena);
  assert.match(elena.url(), /\/check$/);
  await file(elena);
  await billed(elena, draft, true);
  const [clerk, anyone] = [await visitor(browser, portal, { scripts: true }), await visitor(browser, portal, { scripts: true })];
  await accept(clerk, draft);
  await shown(elena, anyone, draft, true);

  const stage = await start(elena, "liquidation-stage");
  await elena.goto(`${stage}/steps/stage`);
  await accessible(elena, "stage");
  await elena.check('[name="stage"][value="interim"]');
  await elena.fill('[name="claims_count"]', "0");
  await elena.fill('[name="claims_total"]', "0");
  await elena.locator("#step-form button").first().click();
  await elena.waitForURL(/check=1/);
  assert.match(await elena.locator("[role=alert]").innerText(), /подайте это позже/);
  assert.deepEqual([...elena.faults, ...clerk.faults.filter((fault) => !/404/.test(fault)), ...anyone.faults], []);
});

test("a sole proprietor ends the activity, without JavaScript", async () => {
  const viktor = await visitor(browser, portal, { scripts: false });
  await demoSignIn(viktor, "viktor");
  const draft = await start(viktor, "termination");
  await viktor.goto(`${draft}/steps/decision`);
  await decided(viktor);
  await next(viktor);
  await claims(viktor);
  await file(viktor);
  await billed(viktor, draft, false);
  const [clerk, anyone] = [await visitor(browser, portal, { scripts: false }), await visitor(browser, portal, { scripts: false })];
  await accept(clerk, draft);
  await shown(viktor, anyone, draft, false);
  const marina = await visitor(browser, portal, { scripts: false });
  await demoSignIn(marina, "marina");
  await marina.goto("/tasks");
  assert.match(await marina.locator("h1").innerText(), /Запросы об исключении/);
  await fits(marina, 320);
});
