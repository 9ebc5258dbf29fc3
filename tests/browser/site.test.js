// The site as a reader uses it: finds a unit, follows an old number, compares two drafts.

import { test } from "node:test";
import assert from "node:assert/strict";
import { visitSite, withBrowser } from "./support/browser.js";
import { samples, sites } from "./support/pages.js";

withBrowser();

for (const site of sites("sample", "real")) {
  const at = (file, look, options = {}) => visitSite(site, file, options, look);

  test(`${site.name}: every sort of page is quiet, with a policy`, async () => {
    for (const { file } of samples(site)) {
      await at(file, async page => {
        await page.waitForLoadState("networkidle");
        const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
        assert.match(policy, /^default-src 'none';/);
        assert.doesNotMatch(policy, /unsafe|https?:|\*/);
      });
    }
  });

  test(`${site.name}: an old number leads to where its unit lives now`, async () => {
    const [was] = site.pages.filter(page => page.file.startsWith("was/first/measure-"));
    await at(was.file, async page => {
      await page.waitForURL(/\/units\//);
      const number = /measure-([^/.]+)/.exec(was.file)[1];
      assert.match((await page.locator("main").innerText()).toLowerCase(), new RegExp(`measure ${number}`));
    });
  });

  test(`${site.name}: search finds a unit by a number that it had, from any page`, () => at("how.html", async page => {
    await page.getByRole("searchbox").fill("Measure 1");
    await page.getByRole("button", { name: "Find" }).click();
    await page.waitForURL(/units\/index\.html\?q=Measure/);
    const first = page.locator("#_hits a").first();
    assert.ok(await first.isVisible());
    assert.match(await page.locator("#_hits li").first().innerText(), /Measure 1\b/);
    await page.getByRole("searchbox").fill("zzz no such words");
    assert.equal(await page.locator("#_found_n").textContent(), "0 units");
    await page.getByRole("searchbox").fill("measure 1");
    await first.click();
    await page.waitForURL(/\/units\/[^/]+\/[^/]+\.html/);
  }));

  test(`${site.name}: any two drafts of a unit can be compared`, async () => {
    const told = samples(site).at(-1);
    await at(told.file, async page => {
      const [from, to] = await page.locator("#_between .pick select").all();
      const pairs = await page.locator("details.between").evaluateAll(all => all.map(one => [one.dataset.a, one.dataset.b]));
      assert.ok(pairs.length >= 3);
      for (const pair of pairs) {
        await from.selectOption(pair[0]);
        await to.selectOption(pair[1]);
        const open = page.locator("details.between:visible");
        assert.equal(await open.count(), 1);
        assert.deepEqual(await open.evaluate(one => [one.dataset.a, one.dataset.b, one.open]), [...pair, true]);
      }
    });
  });

  test(`${site.name}: without scripts every comparison and the list of units are there`, async () => {
    await at(samples(site).at(-1).file, async page => {
      const folds = await page.locator("details.between").all();
      assert.ok(folds.length >= 3);
      for (const fold of folds) assert.ok(await fold.isVisible());
    }, { javaScriptEnabled: false });
    await at("units/index.html", async page => {
      assert.ok((await page.locator("main table a:visible").count()) > 50);
    }, { javaScriptEnabled: false });
  });
}
