// Four views of one text: each shows what it says it shows, and nothing of the other draft.

import { test } from "node:test";
import assert from "node:assert/strict";
import { unfold, visit, withBrowser } from "./support/browser.js";
import { reports } from "./support/pages.js";

const [report] = reports("sample").filter(page => page.name === "sample-second-third");
// Typography and followed references are not marked, yet each draft has its own: `.v`, the older ones hidden.
const OF = { before: ":is(del, .v[hidden])", after: ":is(ins, .v:not([hidden]))" };
const ONE_DRAFT = {
  new: { gone: OF.before, kept: OF.after, units: "removed" },
  old: { gone: OF.after, kept: OF.before, units: "added" },
};

withBrowser();

for (const { name, url } of reports("sample", "real")) {
  for (const [view, { gone, kept, units }] of Object.entries(ONE_DRAFT)) {
    test(`${name}: the ${view} text has nothing of the other`, () => visit(`${url}#?view=${view}`, { home: url }, async page => {
      await unfold(page);
      const seen = await page.evaluate(([gone, kept, units]) => {
        const marked = [...document.querySelectorAll(`article.u .t ${kept}:not(.all)`)];
        // Text that another unit tells is folded away from the new text altogether.
        const told = one => one.closest(".told, .added, .removed");
        const shown = what => [...document.querySelectorAll(what)].filter(one => one.checkVisibility());
        return {
          other: shown(`article.u ${gone}:not(.all), article.u.${units}`).map(one => one.outerHTML.slice(0, 80)),
          lost: marked.filter(one => !told(one) && !one.checkVisibility()).map(one => one.outerHTML.slice(0, 80)),
          marks: marked.filter(one => getComputedStyle(one).textDecorationLine !== "none").length,
          kept: marked.length,
          husks: shown("article.u .t tr").filter(row => !row.innerText.trim()).length,
        };
      }, [gone, kept, units]);
      assert.ok(seen.kept > 0);
      assert.deepEqual({ ...seen, kept: 0 }, { other: [], lost: [], marks: 0, kept: 0, husks: 0 });
    }));
  }

  test(`${name}: side by side, each side is one draft`, () => visit(`${url}#?view=side`, { home: url }, async page => {
    await unfold(page);
    const seen = await page.evaluate(of => {
      const shown = what => [...document.querySelectorAll(what)].filter(one => one.checkVisibility());
      return {
        pairs: shown(".pair").length > 0,
        mixed: shown(`.pair .before ${of.after}, .pair .after ${of.before}`).map(one => one.outerHTML.slice(0, 80)),
        husks: shown(".pair tr").filter(row => !row.innerText.trim() && row.getClientRects()[0]?.height > 1).length,
        apart: shown(".pair").filter(pair => pair.firstChild.getBoundingClientRect().right > pair.lastChild.getBoundingClientRect().left).length,
      };
    }, OF);
    assert.deepEqual(seen, { pairs: true, mixed: [], husks: 0, apart: 0 });
  }));
}

test("two texts are told apart, and where they have no room beside each other this is said", async () => {
  const look = (width, seen) => visit(`${report.url}#?view=side`, { home: report.url, viewport: { width, height: 800 } }, seen);
  await look(1280, async page => {
    const [left, right] = await page.locator("#_bar .cols span").evaluateAll(all => all.map(one => one.getBoundingClientRect().x));
    const [before, after] = await page.locator(".pair").first().evaluate(pair => [...pair.children].map(one => one.getBoundingClientRect().x));
    assert.deepEqual([left, right], [before, after]);
    assert.deepEqual(await page.locator("#_bar .cols span").allInnerTexts(), ["Before: Second draft", "After: Third draft"]);
    assert.ok(await page.locator("#_bar .thin").isHidden());
  });
  await look(390, async page => {
    assert.ok(await page.locator("#_bar .thin").isVisible());
    assert.ok(await page.locator("#_bar .cols").isHidden());
    assert.equal(await page.locator(".pair .before").evaluateAll(all => all.filter(one => one.checkVisibility()).length), 0);
    const seen = new Set();
    for (let key = 0; key < 6; key++) {
      await page.keyboard.press("v");
      seen.add(await page.locator("body").getAttribute("data-view"));
    }
    assert.deepEqual([...seen].sort(), ["inline", "new", "old"]);
  });
});

test("the old text stands under its old number", () => visit(report.url, {}, async page => {
  const units = page.locator("article.u:has(.from)").filter({ hasText: /; was (Sub-)?Measure/ });
  const numbers = await units.evaluateAll(all => all.map(unit => {
    const was = /; was ((?:Sub-)?Measure [\w.]+\w)/.exec(unit.querySelector(".s").textContent)[1];
    return { id: unit.id, was, now: unit.querySelector("bdi.n").textContent };
  }));
  assert.ok(numbers.length > 3);
  const heads = () => units.evaluateAll(all => {
    return all.map(unit => [...unit.querySelectorAll("bdi.n")].filter(one => one.checkVisibility()).map(one => one.textContent).join());
  });
  assert.deepEqual(await heads(), numbers.map(one => one.now));
  await page.getByRole("radio", { name: "old text" }).check();
  assert.deepEqual(await heads(), numbers.map(one => one.was));
}));

test("what is not shown is counted at every width, with and without a script", async () => {
  for (const javaScriptEnabled of [true, false]) {
    for (const width of [1280, 640, 360]) {
      await visit(report.url, { javaScriptEnabled, viewport: { width, height: 800 } }, async page => {
        assert.match(await page.locator("#_bar .quiet:visible").innerText(), /^\d+ administrative changes not shown$/);
        assert.ok(javaScriptEnabled || (await page.locator("#_views").isVisible()), "views need no script");
      });
    }
  }
});

test("a unit without a number is cited by the title that it has now", () => visit(report.url, {}, async page => {
  const unit = page.locator("article.u:not(:has(bdi.n)):has(h3 del, h4 del)").first();
  const now = await unit.locator("h3, h4").evaluate(head => {
    const copy = head.cloneNode(true);
    copy.querySelectorAll("del, a, button").forEach(part => part.remove());
    return copy.textContent.trim();
  });
  await unit.hover();
  await unit.getByRole("button", { name: `cite: ${now}` }).click();
  assert.equal(await page.locator("#_cite_list a").first().innerText(), now);
  const copy = page.locator("#_cite_list button").first();
  await copy.click();
  assert.equal(await copy.getAttribute("aria-label"), `copied: ${now}`);
}));

test("one unit is one unit", () => visit(report.url, {}, async page => {
  const ids = await page.locator("article.u[data-s=merged]").count();
  await page.getByLabel("State", { exact: true }).selectOption("merged");
  assert.equal(await page.locator("#_count").textContent(), ids === 1 ? "1 unit" : `${ids} units`);
}));
