// Every page that anybody or an entrepreneur can open, as the list of routes names them, looked at by axe. A route that is
// added to the list and that nobody opens here fails.
//
// Axe is a script itself and needs a browser that runs some. Without JavaScript the portal sends the same HTML, and what the
// islands add is looked at in their own journeys: one mode is enough.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { accessible, demoSignIn, fitsNarrow, visitor } from "../support/browser.mjs";
import { answerAll, file } from "../support/filing.mjs";
import { begin, take } from "../support/journey.mjs";
import { mailed } from "../support/mail.mjs";
import { routes } from "../support/routes.mjs";
import { started } from "../support/started.mjs";

// Walked elsewhere: the office in office-pages.test.mjs and the files named there, what belongs to a liquidation in
// liquidation.test.mjs, what founders confirm in founding.test.mjs.
const ELSEWHERE = [/^\/office/, /^\/proceedings\//, /^\/tasks/, /\/bill$/, /\/founders$/, /^\/foundings\/\{id\}$/];
// Asked by programs, or files: nothing to look at.
const NO_PAGES = [
  /\.(pdf|json|p7s|csv|xlsx|atom|ttl|jsonld|rdf|xml|txt|ico)$/, /^\/api\/(?!docs$)/, /^\/(grp|datastore|assets|health|places|calendar)\//, /^\/catalog$/,
  /\/suggestions$/, /\/pdf$/, /^\/account\/data$/, /^\/data\/\{set\}\/\{/, /\/(documents|attachments|uploads)\/\{/,
];

const { browser, portal } = started();

const go = (page, act) => Promise.all([page.waitForNavigation(), act()]);
const pathOf = (page) => new URL(page.url()).pathname;

// The code that an app shows now (RFC 6238) for a secret as it is shown to be typed.
function codeOf(secret) {
  const bits = [...secret.replaceAll(" ", "")].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("axe finds nothing on any page that anybody or an entrepreneur can open", async () => {
  const pages = [];
  const enter = async (who) => {
    const page = await visitor(browser, portal);
    if (who) await demoSignIn(page, who);
    pages.push(page);
    return page;
  };
  const [anyone, elena, viktor, clerk] = [await enter(), await enter("elena"), await enter("viktor"), await enter()];
  const seen = new Set();
  // Told together at the end: one page hides no other.
  const wrong = [];
  const look = async (page, route) => {
    await accessible(page, route).catch((fault) => wrong.push(fault.message));
    await fitsNarrow(page).catch((fault) => wrong.push(fault.message));
    seen.add(route);
  };

  // A draft that goes on paper, and what whoever brings it sees on the phone.
  await elena.goto("/services/change-of-location/start");
  const [unp, other] = await elena.locator('#companies [name="unp"]').evaluateAll((fields) => fields.map((field) => field.value));
  const draft = await begin(elena, "change-of-location", { unp: other });
  await answerAll(elena, draft);
  await elena.goto(`${draft}/paper`);
  await look(elena, "/applications/{id}/paper");
  await go(elena, () => elena.locator('form[action$="/paper"] button').click());
  const code = (await elena.locator(".panel-number").innerText()).replace(/\D/g, "");
  await demoSignIn(clerk, "natalya");
  await clerk.goto(`/office/counter/${code}`);
  await go(clerk, () => clerk.locator('form[action$="/phone"] button').click());
  const confirm = (await clerk.locator("main").innerText()).match(/\/confirm\/\S+/)[0];

  // One that is filed, somebody is asked about and is accepted; whoever wants to be told of the company is.
  const filed = await begin(elena, "change-of-location", { unp });
  await answerAll(elena, filed, { days: 2 });
  await file(elena);
  await elena.goto(`${filed}/withdrawal`);
  await look(elena, "/applications/{id}/withdrawal");
  await anyone.goto(`/register/${unp}/alert`);
  await anyone.fill('[name="email"]', "told@mail.example");
  await go(anyone, () => anyone.locator('form[action$="/alert"] button').click());
  await anyone.goto(await mailed(anyone, "told@mail.example", 'a[href$="/confirm"]'));
  await look(anyone, "/alerts/{token}/confirm");
  await go(anyone, () => anyone.locator('form[action^="/alerts/"] button').click());
  await look(anyone, "an alert is confirmed");
  const id = await take(clerk, filed);
  await clerk.goto(`/office/cases/${id}/opinions`);
  if (await clerk.locator('[name="to"][type="radio"]').count()) await clerk.check('[name="to"][value="address"]');
  await clerk.fill('[name="name"]', "Отдел архитектуры");
  await clerk.fill('[name="email"]', "arch@mail.example");
  await clerk.fill('[name="question"]', "Есть ли такой дом?");
  await go(clerk, () => clerk.locator('form[action$="/opinions"] button').click());
  await anyone.goto(await mailed(anyone, "arch@mail.example", 'a[href^="/opinions/"]'));
  await look(anyone, "/opinions/{token}");
  await clerk.goto(`/office/cases/${id}/decision`);
  await clerk.check('[name="outcome"][value="accept"]');
  await go(clerk, () => clerk.locator('form[action$="/decision"] button').first().click());

  // A right that waits to be accepted.
  await elena.goto(`/businesses/${unp}/rights`);
  const end = new Date(Date.now() + 30 * 24 * 3600 * 1000);
  await elena.fill('[name="email"]', "viktor@akno.example");
  await elena.check('[name="scope"][value="file"]');
  await elena.fill('[name="until_day"]', String(end.getDate()));
  await elena.fill('[name="until_month"]', String(end.getMonth() + 1));
  await elena.fill('[name="until_year"]', String(end.getFullYear()));
  await go(elena, () => elena.locator('main form[action$="/rights"] button').click());
  await viktor.goto("/businesses");
  const invitation = await viktor.locator('main a[href^="/invitations/"]').first().getAttribute("href");

  // An account of one's own: another address, a new password, codes of an app.
  const [email, password] = ["pavel.soroka@akno.example", "flax-window-counter-41"];
  portal.run(["user", "add", "--email", email, "--name", "Сорока Павел Ильич", "--role", "entrepreneur", "--password-stdin"], `${password}\n`);
  const pavel = await enter();
  const signIn = async () => {
    await pavel.goto("/sign-in");
    await pavel.fill('[name="email"]', email);
    await pavel.fill('[name="password"]', password);
    await go(pavel, () => pavel.keyboard.press("Enter"));
  };
  await signIn();
  await pavel.goto("/account/email");
  await pavel.fill('[name="email"]', "pavel@mail.example");
  await pavel.fill('[name="old_password"]', password);
  await go(pavel, () => pavel.locator('form[action="/account/email"] button').click());
  await look(pavel, "/account/email");
  await pavel.goto("/account/second-step");
  await look(pavel, "no codes yet");
  await pavel.fill('[name="password"]', password);
  await go(pavel, () => pavel.locator('form[action="/account/second-step"] button').click());
  assert.equal(pathOf(pavel), "/account/second-step/new");
  await look(pavel, "/account/second-step/new");
  await pavel.fill('[name="code"]', codeOf(await pavel.locator("code.secret").innerText()));
  await go(pavel, () => pavel.locator('form[action="/account/second-step/new"] button').click());
  assert.equal(await pavel.locator(".recovery-codes li").count(), 10);
  await look(pavel, "the recovery codes");
  const recovery = await pavel.locator(".recovery-codes li").first().innerText();
  for (const path of ["/account/second-step", "/account/second-step/removal"]) {
    await pavel.goto(path);
    assert.equal(pathOf(pavel), path);
    await look(pavel, path);
  }
  await go(pavel, () => pavel.locator('form[action="/sign-out"] button').click());
  await signIn();
  assert.equal(await pavel.locator('form[action="/sign-in/code"]').count(), 1);
  await look(pavel, "the code of a sign-in");
  await pavel.fill('[name="code"]', recovery);
  await go(pavel, () => pavel.locator('form[action="/sign-in/code"] button').first().click());
  await anyone.goto("/password/forgotten");
  await anyone.fill('[name="email"]', email);
  await go(anyone, () => anyone.locator('form[action="/password/forgotten"] button').click());
  await look(anyone, "a new password was asked for");
  await anyone.goto("/sign-up");
  await anyone.fill('[name="name"]', "Алеся Новикова");
  await anyone.fill('[name="email"]', "alesya@mail.example");
  await anyone.fill('[name="password"]', password);
  await go(anyone, () => anyone.locator('form[action="/sign-up"] button').click());

  // What anybody asks of the register and of the councils' data; these are published after the start.
  await anyone.goto(`/extracts?unp=${unp}`);
  await go(anyone, () => anyone.locator('form[action="/extracts"][method="post"] button').click());
  const extract = pathOf(anyone);
  const verified = await anyone.locator('main a[href^="/verify/"]').first().getAttribute("href");
  await anyone.goto("/register/batch");
  await anyone.fill('[name="unps"]', `${unp}\n100000000\nнет`);
  await go(anyone, () => anyone.locator('form[action="/register/batch"] button').click());
  const batch = pathOf(anyone);
  let set;
  for (let tries = 0; tries < 240 && !set; tries++) {
    await anyone.goto("/councils/7121");
    set = await anyone.locator('main a[href^="/data/"][href$="-7121"]').first().getAttribute("href", { timeout: 500 }).catch(() => null);
  }
  await anyone.goto(`${set}/question`);
  await anyone.fill('[name="words"]', "Что значит пустая ячейка?");
  await anyone.fill('[name="first_name"]', "Анна");
  await anyone.fill('[name="email"]', "anna@mail.example");
  await go(anyone, () => anyone.locator('form[action$="/question"] button').click());
  assert.equal(pathOf(anyone), "/questions/mailed");

  const given = {
    "/services/{procedure}": "/services/change-of-location",
    "/services/{procedure}/start": "/services/change-of-location/start",
    "/register/{unp}": `/register/${unp}`,
    "/register/{unp}/alert": `/register/${unp}/alert`,
    "/register/batch/{token}": batch,
    "/alerts/{token}/stop": await mailed(anyone, "told@mail.example", 'a[href$="/stop"]'),
    "/extracts/{number}": extract,
    "/verify/{code}": verified,
    "/confirm/{token}": confirm,
    "/data/{set}": set,
    "/data/{set}/question": `${set}/question`,
    "/questions/{token}/confirm": await mailed(anyone, "anna@mail.example", 'a[href^="/questions/"]'),
    "/councils/{council}": "/councils/7121",
    "/confirm-email/{token}": await mailed(anyone, "alesya@mail.example", 'a[href^="/confirm-email/"]'),
    "/password/reset/{token}": await mailed(anyone, email, 'a[href^="/password/reset/"]'),
    "/account/email/{token}": await mailed(anyone, "pavel@mail.example", 'a[href^="/account/email/"]'),
    "/demo/mail/{id}": (await mailed(anyone, email, 'a[href^="/password/reset/"]')) && pathOf(anyone),
    "/applications/{id}": draft,
    "/applications/{id}/steps/{step}": `${draft}/steps/place`,
    "/applications/{id}/check": `${draft}/check`,
    "/applications/{id}/attachments": `${draft}/attachments`,
    "/applications/{id}/receipt": `${filed}/receipt`,
    "/applications/{id}/messages": `${filed}/messages`,
    "/businesses/{unp}": `/businesses/${unp}`,
    "/businesses/{unp}/rights": `/businesses/${unp}/rights`,
    "/invitations/{id}": invitation,
  };
  const listed = routes("/", ELSEWHERE, NO_PAGES);
  assert.deepEqual(Object.keys(given).filter((route) => !listed.includes(route)), [], "no such route");
  for (const route of listed.filter((route) => !seen.has(route))) {
    const path = given[route] ?? route;
    let opened = false;
    for (const page of [anyone, elena, viktor]) {
      const answer = await page.goto(path);
      // Whoever may not is led to the sign-in.
      opened = answer.status() === 200 && pathOf(page) === path;
      if (!opened) continue;
      await look(page, route);
      break;
    }
    if (!opened) wrong.push(`nobody could open ${path}`);
  }
  await elena.goto(filed);
  await look(elena, "an application that was accepted");
  assert.deepEqual(wrong, []);
  assert.deepEqual(pages.flatMap((page) => page.faults), []);
});
