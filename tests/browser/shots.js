// Pictures of pages to be looked at, into target/shots: wide, on a phone, in the dark, on paper.

import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "./support/browser.js";
import { reports, samples, sites } from "./support/pages.js";
import { serve } from "./support/server.js";

const OUT = new URL("../../target/shots/", import.meta.url);
const LOOKS = {
  wide: { viewport: { width: 1280, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};

mkdirSync(OUT, { recursive: true });
const browser = await launch();
for (const { name, url } of reports()) {
  await take(name, url);
  await take(`${name}-changes`, `${url}#_changes`);
}
for (const site of sites("sample", "real")) {
  const { address, close } = await serve(site.home);
  for (const { file } of samples(site)) {
    const name = file.startsWith("units/") && file !== "units/index.html" ? "unit" : file.replace(/\/.*|\.html$/, "");
    await take(`site-${site.name}-${name}`, address + file);
  }
  close();
}
await browser.close();

async function take(name, url) {
  for (const [look, settings] of Object.entries(LOOKS)) {
    const context = await browser.newContext({ deviceScaleFactor: 1, reducedMotion: "reduce", ...settings });
    const page = await context.newPage();
    await page.goto(url);
    await page.screenshot({ path: fileURLToPath(new URL(`${name}-${look}.png`, OUT)) });
    if (look === "wide") writeFileSync(new URL(`${name}.pdf`, OUT), await page.pdf({ format: "A4" }));
    await context.close();
  }
}
