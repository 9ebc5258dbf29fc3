// One Chromium for a test file, and visits that remember whatever a quiet page never does.

import { after, before } from "node:test";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { serve } from "./server.js";

const MODES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 390, height: 844 } },
  print: { media: "print" },
};

/** How pages are looked at: in light, in the dark, on a phone, on paper. */
export const modes = Object.keys(MODES);

let shared;
const servers = new Map();

/** Starts the browser before the tests of a file, ends it and every server after them. */
export function withBrowser() {
  before(async () => {
    shared = await launch();
  });
  after(() => {
    for (const server of servers.values()) server.close();
    return shared.close();
  });
}

/** Opens a page of a site where it is published; see `visit`. */
export async function visitSite(site, file, options, look) {
  if (!servers.has(site.name)) servers.set(site.name, await serve(site.home));
  const { address } = servers.get(site.name);
  return visit(address + file, { home: address, ...options }, look);
}

/** Debian's Chromium; a sandbox cannot be had as root, and nothing is opened that we did not make. */
export function launch() {
  const executablePath = process.env.REDRAFT_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
}

/**
 * Opens `url`, lets `look` work with the page, and then holds the page to its silence: it asked for nothing but itself,
 * or files of the site whose `home` is given, said nothing on the console, opened no dialog and threw no error.
 */
export async function visit(url, options, look) {
  const { mode, home = url, ...rest } = options;
  const { media, ...settings } = { viewport: { width: 1280, height: 900 }, ...MODES[mode ?? "light"], ...rest };
  const context = await shared.newContext({ reducedMotion: "reduce", ...settings });
  try {
    const page = await context.newPage();
    const noise = listen(page, home);
    if (media) await page.emulateMedia({ media });
    await page.goto(url);
    const seen = await look(page);
    assert.deepEqual(noise, [], "a page is silent");
    return seen;
  } finally {
    await context.close();
  }
}

function listen(page, home) {
  const noise = [];
  page.on("request", request => {
    if (!request.url().startsWith(home)) noise.push(`request to ${request.url()}`);
  });
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) noise.push(`console: ${message.text()}`);
  });
  page.on("pageerror", error => noise.push(`thrown: ${error}`));
  page.on("dialog", dialog => {
    noise.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  return noise;
}

/** Opens every fold, and lays out what is far below too: else neither would be looked at. */
export function unfold(page) {
  return page.evaluate(() => {
    document.styleSheets[0].insertRule(".u, #_table, #_findings { content-visibility: visible !important; }", document.styleSheets[0].cssRules.length);
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
}
