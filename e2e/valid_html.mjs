// Every page that the scenarios came to is valid HTML, as the portal sent it: run after them (`make e2e`).
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where pages wait to be checked; `make e2e` empties it first. */
const folder = fileURLToPath(new URL("../target/e2e-html", import.meta.url));
/** What an address or a person puts into a page says nothing of its form: pages alike in the rest are checked once. */
const own = /[\w-]{22}|[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g;

/** Keeps a page as it came, with where it came from. */
export function keep(address, html) {
  mkdirSync(folder, { recursive: true });
  const name = createHash("sha256").update(html.replace(own, "")).digest("hex").slice(0, 16);
  writeFileSync(join(folder, `${name}.html`), html);
  writeFileSync(join(folder, `${name}.address`), address);
}

/** Gives the faults, each with the address and the place in the page. */
function faults() {
  const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
  const asked = ["-Xss8m", "-jar", jar, "--format", "json", "--exit-zero-always", "--errors-only", "--skip-non-html", folder];
  const { status, stderr } = spawnSync("java", asked, { encoding: "utf8", maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`the checker did not run: ${stderr}`);
  const address = (url) => readFileSync(fileURLToPath(url).replace(/html$/, "address"), "utf8");
  return JSON.parse(stderr).messages.map(({ url, message, extract }) => `${address(url)}: ${message}\n  ${extract}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = readdirSync(folder).filter((name) => name.endsWith(".html")).length;
  const found = faults();
  found.forEach((fault) => console.error(fault));
  console.log(`valid HTML: ${pages} pages, ${found.length} faults`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
