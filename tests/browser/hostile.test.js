// Drafts by someone who means harm, or who writes without measure: nothing runs, nothing is lost.

import { test } from "node:test";
import assert from "node:assert/strict";
import { unfold, visit, withBrowser } from "./support/browser.js";
import { reports, sources } from "./support/pages.js";

const CASES = ["bidi", "broken", "links", "right-to-left", "scripts", "templates", "title", "unbroken", "units"];
const hostile = reports("hostile");

withBrowser();

test("every hostile draft became a page", () => {
  assert.deepEqual(hostile.map(report => report.name), CASES.map(name => `hostile-${name}`));
});

for (const report of hostile) {
  test(`${report.name}: nothing runs`, () => visit(report.url, {}, async page => {
    await unfold(page);
    assert.deepEqual(await page.evaluate(foreign), []);
    await page.evaluate(() => {
      const events = ["mouseover", "mouseenter", "focus", "pointerdown", "error", "load", "toggle"];
      for (const one of document.querySelectorAll("main *")) events.forEach(name => one.dispatchEvent(new Event(name)));
    });
    assert.equal(await page.evaluate(() => window.__pwned), undefined);
    assert.match(page.url(), /^file:/);
  }));

  test(`${report.name}: every word is there`, () => visit(report.url, {}, async page => {
    const words = await page.evaluate(() => {
      const places = [...document.querySelectorAll("h1, article.u, .drafts")];
      // An old cell and a new one stand side by side without a space: they are two words all the same.
      const apart = place => {
        const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), texts = [];
        while (walker.nextNode()) texts.push(walker.currentNode.data);
        return texts.join(" ");
      };
      const text = places.flatMap(place => [place.textContent, apart(place)]).join(" ");
      return [...new Set(text.match(/[\p{L}\p{N}_]+/gu))];
    });
    const kept = new Set(words);
    const lost = sources(report).flatMap(visible).filter(word => !kept.has(word));
    assert.deepEqual([...new Set(lost)], []);
  }));

  test(`${report.name}: its data can be read back`, () => visit(report.url, {}, async page => {
    const data = JSON.parse(await page.locator("#_data").evaluate(one => one.textContent));
    assert.match(data.schema, /^redraft\./);
  }));
}

test("two thousand units are filtered without a pause", () => {
  const [report] = hostile.filter(page => page.name === "hostile-units");
  // A reader waits for a tenth of that; a busy machine that opens two pages at once gets ten times as long.
  const PATIENCE = 1000;
  return visit(report.url, {}, async page => {
    for (const [name, value] of [["state", "changed"], ["q", "word77"], ["q", ""], ["state", ""]]) {
      const took = await page.evaluate(async ([name, value]) => {
        const field = document.querySelector(`#_filter [name=${name}]`), start = performance.now();
        field.value = value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
        return performance.now() - start;
      }, [name, value]);
      assert.ok(took < PATIENCE, `${name} ${value}: ${took} ms`);
    }
  });
});

test("marks of direction end with the text that they stand in", () => {
  const [report] = hostile.filter(page => page.name === "hostile-bidi");
  return visit(report.url, {}, async page => assert.deepEqual(await page.evaluate(leaks), []));
});

test("what stands beside a title is not turned round with it", () => {
  const [report] = hostile.filter(page => page.name === "hostile-bidi");
  return visit(report.url, {}, async page => {
    const places = await page.evaluate(() => {
      const titles = [...document.querySelectorAll("article.u > :is(h3, h4, h5, h6) > span")];
      const turned = titles.filter(title => /[\u202a-\u202e\u2066-\u2069]/.test(title.textContent));
      return turned.map(title => title.parentElement.querySelector(".hash").getBoundingClientRect().left - title.getBoundingClientRect().right);
    });
    assert.ok(places.length > 0);
    assert.deepEqual(places.filter(gap => gap < 0), []);
  });
});

/** The words of a draft that a reader of plain Markdown sees: all but destinations, attributes and front matter. */
function visible(markdown) {
  const body = markdown.replace(/^---\n[\s\S]*?\n---\n/, "");
  const hidden = [/\]\((?:[^()]|\([^()]*\))*\)/g, /^\[\w+\]:.*$/gm, /(?<=^#.*)\{#.*\}$/gm, /<(https?|signs)[^>]*>/g, /&\w+;/g, /\[\^?\w+\]/g];
  const text = hidden.reduce((left, pattern) => left.replace(pattern, " "), body);
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Whatever stands in the page and could act, other than the page's own script, style and controls. */
function foreign() {
  const wrong = [];
  const own = document.querySelectorAll("script");
  if (own.length !== 2 || !own[0].matches("#_data[type='application/json']")) wrong.push("script");
  if (document.querySelectorAll("style").length !== 1) wrong.push("style");
  const active = "iframe, object, embed, base, img, video, audio, link, svg script, foreignObject, marquee, textarea, xmp, plaintext, noscript, body[style], body [style], [srcdoc], [autofocus], [http-equiv=refresh]";
  for (const element of document.querySelectorAll(active)) wrong.push(element.outerHTML);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) wrong.push(`${name}=${value}`);
      if (/^(href|src|action|formaction|xlink:href)$/i.test(name) && !/^(#|https?:|mailto:)/.test(value)) wrong.push(`${name}=${value}`);
    }
  }
  return wrong;
}

/** Texts with marks of direction whose box does not isolate them from their neighbours. */
function leaks() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const leaking = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!/[\u202a-\u202e\u2066-\u2069]/.test(node.data) || parent.closest("script, svg, option")) continue;
    let box = parent;
    while (getComputedStyle(box).display === "inline" && getComputedStyle(box).unicodeBidi === "normal") box = box.parentElement;
    const mixed = [...box.childNodes].some(child => child.nodeType === Node.ELEMENT_NODE && !["DEL", "INS", "A", "SPAN"].includes(child.tagName));
    if (getComputedStyle(box).unicodeBidi === "normal" && (mixed || box === document.body)) leaking.push(box.outerHTML.slice(0, 200));
  }
  return leaking;
}
