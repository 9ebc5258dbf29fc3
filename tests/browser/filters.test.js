// What the reader asks for is what is shown, is counted, stands in the address, and is still there after a reload.

import { test } from "node:test";
import assert from "node:assert/strict";
import { visit, withBrowser } from "./support/browser.js";
import { reports } from "./support/pages.js";

const [report] = reports("sample").filter(page => page.name === "sample-second-third");

/** How a unit answers each question, by what is written on it. */
const ANSWERS = {
  state: (unit, value) => (value === "changed" ? unit.s !== "unchanged" : unit.s === value),
  weight: (unit, value) => unit.w === value,
  aspect: (unit, value) => (unit.a ?? "").split(" ").includes(value),
  section: (unit, value) => unit.around.includes(value),
  attribute: (unit, value) => (unit.t ?? "").split("|").includes(value),
};

withBrowser();

test("every choice of every filter", () => visit(report.url, {}, async page => {
  const units = placed(await page.locator("article.u").evaluateAll(all => all.map(one => ({ id: one.id, ...one.dataset }))));
  const choices = await page.locator("form[role=search] select").evaluateAll(all => {
    return all.map(one => ({ name: one.name, label: one.ariaLabel, values: [...one.options].slice(1).map(o => o.value) }));
  });
  assert.deepEqual([...new Set(choices.map(choice => choice.name))], Object.keys(ANSWERS));
  for (const { name, label, values } of choices) {
    const select = page.getByLabel(label, { exact: true });
    for (const value of values) {
      await select.selectOption(value);
      const wanted = units.filter(unit => ANSWERS[name](unit, value)).map(unit => unit.id);
      assert.ok(wanted.length > 0, `${label}: ${value} is offered, so some unit has it`);
      assert.deepEqual(await shown(page), wanted, `${label}: ${value}`);
      assert.equal(await counter(page), wanted.length === 1 ? "1 unit" : `${wanted.length} units`);
      assert.equal(new URLSearchParams(new URL(page.url()).hash.slice(2)).get(name), value);
    }
    await page.reload();
    assert.equal(await select.inputValue(), values.at(-1), `${label} after a reload`);
    assert.deepEqual(await shown(page), units.filter(unit => ANSWERS[name](unit, values.at(-1))).map(unit => unit.id));
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForFunction(() => location.hash === "");
  }
  assert.equal((await shown(page)).length, units.length, "nothing is hidden when nothing is asked");
}));

test("only what is substantive", () => visit(report.url, {}, async page => {
  const grave = await page.locator("article.u[data-w=substantive]").evaluateAll(all => all.map(one => one.id));
  await page.getByLabel("substantive only").check();
  assert.deepEqual(await shown(page), grave);
  await page.reload();
  assert.deepEqual(await shown(page), grave);
}));

test("words are found, in any case, whatever is folded", () => visit(report.url, {}, async page => {
  const find = page.getByLabel("Find words");
  await find.fill("ROBOTS");
  const wanted = await page.locator("article.u").evaluateAll(all => {
    return all.filter(one => one.textContent.toLowerCase().includes("robots")).map(one => one.id);
  });
  assert.deepEqual(await shown(page), wanted);
  await find.fill("no unit says this");
  assert.equal(await counter(page), "none");
  assert.ok(await page.getByText("No unit fits the filter.").isVisible());
  await page.reload();
  assert.equal(await find.inputValue(), "no unit says this");
}));

test("filters add up", () => visit(report.url, {}, async page => {
  await page.getByLabel("State", { exact: true }).selectOption("refined");
  const refined = (await shown(page)).length;
  await page.getByLabel("Findings about", { exact: true }).selectOption("deadline");
  const both = await page.locator("article.u[data-s=refined][data-a~=deadline]").evaluateAll(all => all.map(one => one.id));
  assert.deepEqual(await shown(page), both);
  assert.ok(both.length > 0 && both.length < refined);
}));

test("a link to a unit leads there though a filter hides it", () => visit(report.url, {}, async page => {
  const id = await page.locator("article.u[data-s=unchanged]").first().getAttribute("id");
  await page.getByLabel("State", { exact: true }).selectOption("added");
  await page.evaluate(id => { location.hash = id; }, id);
  await page.waitForFunction(id => document.getElementById(id).checkVisibility(), id);
}));

/** The units in reading order, each with the ids of the units around it and its own; nothing stands in what was removed. */
function placed(units) {
  const around = [];
  return units.map(unit => {
    while (around.length && Number(around.at(-1).d) >= Number(unit.d)) around.pop();
    const inside = [...around.map(one => one.id), unit.id];
    if (unit.s !== "removed") around.push(unit);
    return { ...unit, around: inside };
  });
}

/** The units whose text is shown; those around them keep only their headings. */
function shown(page) {
  return page.locator("article.u").evaluateAll(all => {
    return all.filter(one => one.checkVisibility() && one.querySelector(".t").checkVisibility()).map(one => one.id);
  });
}

function counter(page) {
  return page.locator("#_count").textContent();
}
