// The steps of an application, by the page's own words for fields.

const daysAgo = (days) => new Date(Date.now() - (days * 24 + 2) * 3600 * 1000);

// Starts a draft for the first company that can use the service; the draft's path.
export async function start(page, service = "change-of-location") {
  await page.goto(`/services/${service}`);
  await page.locator("main a.btn").first().click();
  const buttons = page.locator('#companies form:not(:has([name="anew"])) button');
  await (await buttons.count() ? buttons.first() : page.locator("#companies form button").first()).click();
  await page.waitForURL(/\/applications\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

// Answers every question; each is looked at by `look` before it is sent.
export async function answerAll(page, draft, { area, days = 1, look } = {}) {
  const moved = daysAgo(days);
  const send = async () => {
    await look?.(new URL(page.url()).pathname.split("/").at(-1));
    await next(page);
  };
  await page.goto(`${draft}/steps/date`);
  await page.fill('[name="changed_on_day"]', String(moved.getDate()));
  await page.fill('[name="changed_on_month"]', String(moved.getMonth() + 1));
  await page.fill('[name="changed_on_year"]', String(moved.getFullYear()));
  await send();
  // A day that the register rules out is told there, and the next question does not come.
  if (!(await page.locator('[name="area"]').count())) throw new Error(await page.locator("main").innerText());
  await page.selectOption('[name="area"]', area ?? "7121");
  await page.selectOption('[name="settlement_kind"]', "аг.");
  await page.fill('[name="settlement"]', "Александрия");
  await send();
  await page.selectOption('[name="street_kind"]', "ул.");
  await page.fill('[name="street"]', "Оршанская");
  await page.fill('[name="house"]', "7А");
  await page.fill('[name="postcode"]', "213010");
  await send();
  await page.check('[name="premises"][value="non_residential"]');
  await page.selectOption('[name="room_kind"]', "каб.");
  await page.fill('[name="room"]', "12");
  await send();
  await page.fill('[name="phone"]', "+375 29 123-45-67");
  await send();
}

// Presses the first button of the question's form.
export async function next(page) {
  const before = page.url();
  await page.locator("#step-form button").first().click();
  await page.waitForURL((url) => url.href !== before);
}

export async function file(page) {
  await page.check('[name="confirmed"]');
  await page.locator('form[action$="/filing"] button').click();
  await page.waitForURL(/\/receipt$/);
}
