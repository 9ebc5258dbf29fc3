// The page at every width, from right to left, and on paper.

import { test } from "node:test";
import assert from "node:assert/strict";
import { unfold, visit, visitSite, withBrowser } from "./support/browser.js";
import { reports, samples, sites } from "./support/pages.js";

withBrowser();

// A window of 1280 px at 100%, 200% and 400% zoom, and a phone.
const WIDTHS = [1280, 640, 390, 320];
const NO_SCROLLING = `no sideways scrolling at ${WIDTHS.join(", ")} px`;

for (const { name, url } of reports()) {
  test(`${name}: ${NO_SCROLLING}`, () => visit(url, {}, fits));
}

for (const site of sites("sample", "real")) {
  for (const { name, file } of samples(site)) {
    test(`${name}: ${NO_SCROLLING}`, () => visitSite(site, file, {}, fits));
  }
}

async function fits(page) {
  await unfold(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await page.evaluate(sideways), [], `${width} px`);
  }
}

for (const report of reports("sample", "real")) {
  test(`${report.name}: on paper changes are open and controls are gone`, () => visit(report.url, {}, async page => {
    await page.evaluate(() => {
      const closed = () => [...document.querySelectorAll("article.u:not(.unchanged) .t details:not([open], .why, .told)")].length;
      window.seen = { before: closed() };
      addEventListener("beforeprint", () => { window.seen.during = closed(); });
      addEventListener("afterprint", () => { window.seen.after = closed(); });
    });
    const paper = await page.pdf({ format: "A4" });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
    const { before, during, after } = await page.evaluate(() => window.seen);
    assert.ok(before > 0);
    assert.deepEqual({ during, after }, { during: 0, after: before });
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("button:visible, select:visible, input:visible").count(), 0);
  }));
}

test("text from right to left stands at the right, in its own order", () => {
  const [report] = reports("hostile").filter(page => page.name === "hostile-right-to-left");
  return visit(report.url, {}, async page => {
    const directions = await page.locator("article.u .t p, article.u h3, article.u h4, h1").evaluateAll(all => {
      const own = all.filter(one => /[\u0590-\u06ff]/.test(one.textContent));
      return own.map(one => `${getComputedStyle(one).direction} ${getComputedStyle(one).textAlign}`);
    });
    assert.ok(directions.length > 8);
    const wrong = directions.filter(one => !/^rtl (start|right)$/.test(one));
    assert.deepEqual(wrong, []);
    await unfold(page);
    const states = await page.locator("article.u:has(> :is(h3, h4, h5, h6):dir(rtl)) > .s").evaluateAll(all => {
      return all.map(one => one.parentElement.querySelector("h3, h4, h5, h6").getBoundingClientRect().right - one.lastElementChild.getBoundingClientRect().right);
    });
    assert.ok(states.length > 0);
    assert.deepEqual(states.filter(gap => Math.abs(gap) > 8), [], "what happened stands below the title");
  });
});

/** What makes the page wider than the window; a table may scroll in its own box. */
function sideways() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const inBox = element => element.closest(".scroll") !== null;
  const wide = [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.right > root.clientWidth + 1 && box.width > 1 && !inBox(element);
  });
  return [root.scrollWidth, ...wide.slice(0, 5).map(element => element.outerHTML.slice(0, 120))];
}
