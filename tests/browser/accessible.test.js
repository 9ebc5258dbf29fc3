// What axe-core can see of WCAG 2.2 AA: nothing to report, in any way of looking, with every fold open.

import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { modes, unfold, visit, visitSite, withBrowser } from "./support/browser.js";
import { reports, samples, sites } from "./support/pages.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

withBrowser();

// The longest report of the real drafts takes a minute in each way of looking; the others have the same parts.
const looked = reports("sample", "real").filter(({ name }) => name !== "real-first-final");

for (const mode of modes) {
  for (const { name, url } of looked) {
    test(`${name} in ${mode}: no violation`, () => visit(url, { mode }, holdsToRules));
  }
  for (const site of sites("sample", "real")) {
    for (const { name, file } of samples(site)) {
      test(`${name} in ${mode}: no violation`, () => visitSite(site, file, { mode }, holdsToRules));
    }
  }
}

async function holdsToRules(page) {
  await unfold(page);
  await page.evaluate(AXE);
  const violations = await page.evaluate(async tags => {
    const found = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
    const sample = node => `${node.target} ${node.failureSummary} ${node.html.slice(0, 200)}`;
    return found.violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes.slice(0, 3).map(sample).join("\n")}`);
  }, TAGS);
  assert.deepEqual(violations, []);
}
