// Every link inside a page leads somewhere, and every anchor is one place only.

import { test } from "node:test";
import assert from "node:assert/strict";
import { visit, withBrowser } from "./support/browser.js";
import { reports } from "./support/pages.js";

withBrowser();

for (const report of reports()) {
  test(`${report.name}: anchors are unique and links resolve`, () => visit(report.url, {}, async page => {
    const wrong = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
      const known = new Set();
      const twice = ids.filter(id => known.has(id) || !known.add(id));
      const named = document.querySelectorAll("[aria-labelledby], [aria-describedby], [aria-controls], label[for]");
      const names = [...named].flatMap(element => {
        const attributes = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
        return attributes.flatMap(name => element.getAttribute(name)?.split(/\s+/) ?? []);
      });
      const hrefs = [...document.querySelectorAll("a")].map(link => link.getAttribute("href")).filter(href => href?.startsWith("#"));
      const targets = [...hrefs.map(href => decodeURIComponent(href.slice(1))), ...names];
      return { twice, lost: targets.filter(target => !known.has(target)), spaced: ids.filter(id => /\s/.test(id) || !id) };
    });
    assert.deepEqual(wrong, { twice: [], lost: [], spaced: [] });
  }));
}
