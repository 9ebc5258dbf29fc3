// The page without a mouse.

import { test } from "node:test";
import assert from "node:assert/strict";
import { visit, withBrowser } from "./support/browser.js";
import { reports } from "./support/pages.js";

const [report] = reports("sample").filter(page => page.name === "sample-second-third");

withBrowser();

test("the first stop is a way past the summary", () => visit(report.url, {}, async page => {
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the changes" });
  assert.ok(await skip.evaluate(link => link === document.activeElement && link.getBoundingClientRect().left >= 0));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.getElementById("_changes").contains(document.activeElement)));
}));

for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
  test(`Tab goes through the page in its order, seen at every stop, ${viewport.width} px wide`, () =>
    visit(report.url, { viewport }, async page => {
      const stops = [];
      for (let step = 0; step < 150; step++) {
        await page.keyboard.press("Tab");
        stops.push(await page.evaluate(stop));
      }
      assert.deepEqual(stops.filter(one => one.trouble.length > 0), []);
      const places = stops.map(one => one.place);
      assert.deepEqual(places, [...places].sort((a, b) => a - b), "stops follow the document");
      assert.equal(new Set(places).size, places.length, "no stop holds the reader");
    }));
}

test("every control is a stop", () => visit(report.url, {}, async page => {
  const out = await page.locator("a[href], button, select, input, summary, [tabindex='0']").evaluateAll(all => {
    const inPicture = one => one.closest("svg");
    return all.filter(one => one.checkVisibility() && one.tabIndex < 0 && !inPicture(one)).map(one => one.outerHTML);
  });
  assert.deepEqual(out, []);
  assert.equal(await page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count(), 0);
}));

test("n and j go to the next change, p and k back", () => visit(report.url, {}, async page => {
  const changes = await page.locator("article.u:not([data-s=unchanged])").evaluateAll(all => all.map(one => one.id));
  const at = () => page.evaluate(() => document.activeElement.id);
  const walk = [["n", 0], ["j", 1], ["n", 2], ["p", 1], ["k", 0], ["p", 0]];
  for (const [key, place] of walk) {
    await page.keyboard.press(key);
    assert.equal(await at(), changes[place], key);
    assert.equal(await page.locator("#_count").textContent(), `${place + 1} of ${changes.length}`);
    assert.ok(await page.locator(`[id="${changes[place]}"] .hash`).isVisible());
  }
}));

test("a reader who changes the view stays at the change", () => visit(report.url, {}, async page => {
  for (const key of ["n", "n", "n", "v"]) await page.keyboard.press(key);
  assert.match(await page.locator("#_count").textContent(), /^3 of /);
  assert.match(await page.evaluate(() => location.hash), /view=side&at=/);
}));

test("keys are letters again where words are typed", () => visit(report.url, {}, async page => {
  await page.keyboard.press("/");
  await page.keyboard.type("njpk?");
  assert.equal(await page.getByLabel("Find words").inputValue(), "njpk?");
  assert.equal(await page.locator("dialog[open]").count(), 0);
}));

test("? opens the list of keys, Escape closes it, and the reader is back", () => visit(report.url, {}, async page => {
  const button = page.locator("#_help_b");
  await button.focus();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  assert.ok(await dialog.isVisible());
  assert.ok(await dialog.evaluate(one => one.contains(document.activeElement)));
  await page.keyboard.press("Escape");
  assert.ok(!(await dialog.isVisible()));
  assert.ok(await button.evaluate(one => one === document.activeElement));
}));

test("folds open by keyboard", () => visit(report.url, {}, async page => {
  const fold = page.locator("#_changes details.same").first();
  assert.ok(!(await fold.evaluate(one => one.open)));
  await fold.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await fold.evaluate(one => one.open));
}));

/** Where the focus is, and what is wrong with how it shows. */
function stop() {
  const element = document.activeElement;
  const trouble = [];
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const line = element.getClientRects()[0];
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  if (!outlined) trouble.push(`no outline: ${element.outerHTML.slice(0, 200)}`);
  if (box.width < 1 || box.height < 1) trouble.push(`no box: ${element.outerHTML.slice(0, 200)}`);
  const covering = line && document.elementFromPoint(line.left + line.width / 2, line.top + Math.min(line.height / 2, innerHeight / 3));
  const whole = element.closest("label") ?? element;
  const related = covering && (whole.contains(covering) || covering.contains(whole));
  if (!related) trouble.push(`covered by ${covering?.outerHTML.slice(0, 80)}: ${element.outerHTML.slice(0, 200)}`);
  return { place: [...document.querySelectorAll("*")].indexOf(element), trouble };
}
