// The Nu HTML checker, which is the one that validator.w3.org runs: no error.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { path, reports, sites } from "./support/pages.js";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

test("every page is valid HTML", () => {
  // Changes are reports, which are there already, and redirects differ by an address.
  const kept = page => !/^(changes|was)\//.test(page.file);
  const files = [...reports(), ...sites("sample", "real").flatMap(site => site.pages.filter(kept))].map(path);
  // Exits with 0 whatever it finds: the findings are what is judged.
  const options = ["-Xss2m", "-jar", JAR, "--exit-zero-always", "--errors-only", "--stdout", "--format", "json"];
  const answer = execFileSync("java", [...options, ...files], { maxBuffer: 1 << 28, encoding: "utf8" });
  const messages = JSON.parse(answer).messages.map(({ url, type, lastLine, message, extract }) => {
    return `${url.split("/").pop()}:${lastLine} ${type}: ${message} «${extract ?? ""}»`;
  });
  assert.deepEqual(messages, []);
});
