// A page that nobody has to trust: it asks nothing of anyone, says so itself, and is whole without its script.

import { test } from "node:test";
import assert from "node:assert/strict";
import { visit, withBrowser } from "./support/browser.js";
import { reports } from "./support/pages.js";

withBrowser();

for (const report of reports()) {
  test(`${report.name}: no request, no complaint, and a policy that forbids both`, () =>
    visit(report.url, {}, async page => {
      await page.waitForLoadState("networkidle");
      const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
      assert.match(policy, /^default-src 'none';/);
      assert.doesNotMatch(policy, /unsafe|https?:|\*/);
      assert.equal(await page.evaluate(() => document.head.firstElementChild.outerHTML), '<meta charset="utf-8">');
    }));
}

for (const report of reports("sample", "real")) {
  test(`${report.name}: without its script everything is there to read`, () =>
    visit(report.url, { javaScriptEnabled: false }, async page => {
      const fold = page.locator("#_changes details.same").first();
      assert.ok(!(await fold.evaluate(one => one.open)));
      await fold.locator("summary").click();
      assert.ok(await fold.locator("p").first().isVisible(), "a fold opens without a script");
      assert.deepEqual(await unreadable(page), []);
      // Views need no script; whatever does is not offered.
      assert.equal(await page.locator("button:visible, select:visible, input:not([type=radio]):visible").count(), 0);
    }));
}

/** Units without a line to read, and words in places that show nothing. */
function unreadable(page) {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    const shown = element => element.checkVisibility() && element.getBoundingClientRect().height > 0;
    const words = document.querySelectorAll("article h3, article h4, article h5, article h6, article .t p, article td");
    return [...words].filter(element => element.textContent.trim() && !shown(element)).map(element => element.outerHTML);
  });
}
