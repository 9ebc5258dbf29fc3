// The pages under test: what `cargo xtask browser` has written to target/browser.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HOME = new URL("../../../target/browser/", import.meta.url);

/** Reports of one family (`sample`, `real` or `hostile`), each a file with a short name and an address. */
export function reports(...families) {
  const names = readdirSync(new URL("reports/", HOME)).filter(name => name.endsWith(".html")).sort();
  const wanted = names.filter(name => families.length === 0 || families.includes(name.split("-")[0]));
  if (wanted.length === 0 && !families.every(family => family === "real")) {
    throw new Error(`no page of ${families.join(", ")} in ${fileURLToPath(HOME)}: run \`cargo xtask browser\``);
  }
  return wanted.map(name => ({ name: name.replace(".html", ""), url: new URL(`reports/${name}`, HOME).href }));
}

/** The Markdown that a hostile report was made of. */
export function sources(report) {
  const folder = new URL(`hostile/${report.name.replace("hostile-", "")}/`, HOME);
  return ["before.md", "after.md"].map(name => readFileSync(new URL(name, folder), "utf8"));
}

/** A page as a path, for tools that read files. */
export function path(page) {
  return fileURLToPath(page.url);
}

/** The sites of these series that are there; the real drafts need not be. */
export function sites(...series) {
  return series.filter(name => existsSync(new URL(`sites/${name}/`, HOME))).map(name => {
    const home = new URL(`sites/${name}/`, HOME);
    const files = readdirSync(home, { recursive: true }).filter(file => file.endsWith(".html")).sort();
    return { name, home, pages: files.map(file => ({ name: `${name}: ${file}`, file, url: new URL(file, home).href })) };
  });
}

/** One page of each sort, the largest where there are many, of units one with a life; reports are tested by themselves. */
export function samples(site) {
  const largest = (folder, fits = () => true) => {
    const pages = site.pages.filter(page => page.file.startsWith(folder) && !page.file.endsWith("index.html"));
    return pages.sort((one, other) => statSync(path(other)).size - statSync(path(one)).size).find(fits);
  };
  const isEventful = page => {
    const text = readFileSync(path(page), "utf8");
    return text.includes('class="kin"') && text.split('class="between"').length > 3 && text.includes("<ins>");
  };
  const alone = ["index.html", "units/index.html", "how.html", "rules.html", "404.html"];
  const found = alone.map(file => site.pages.find(page => page.file === file));
  return [...found, largest("drafts/"), largest("tables/"), largest("units/", isEventful)];
}
