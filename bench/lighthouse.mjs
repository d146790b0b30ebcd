// What Lighthouse says of the open pages on a telephone, against what is promised: node bench/lighthouse.mjs [ADDRESS]
// Without an address a demo is started. Lighthouse itself is fetched by npx when it is run: nothing else needs it.
import { execFileSync } from "node:child_process";
import { Demo } from "../e2e/demo.mjs";

const VERSION = "12.8.2";
const PAGES = ["/nb", "/nb/tema/nodhjelp/hvem-ringer-du", "/nb/sok", "/nb/a-til-aa"];
const PROMISED = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const BROWSER = "--headless=new --no-sandbox --disable-gpu";

function judge(address) {
  const asked = [`lighthouse@${VERSION}`, address, "--quiet", "--output=json", `--chrome-flags=${BROWSER}`];
  const env = { CHROME_PATH: "/usr/bin/chromium", ...process.env };
  const said = execFileSync("npx", ["--yes", ...asked], { env, encoding: "utf8", maxBuffer: 2 ** 28 });
  return JSON.parse(said.slice(said.indexOf("{")));
}

const demo = process.argv[2] ? undefined : await Demo.start();
const base = process.argv[2] ?? demo.url;
let isKept = true;
console.log("| Page | Performance | Accessibility | Best practices | SEO | Layout shift | Largest paint | Transferred |");
console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
for (const page of PAGES) {
  const { categories, audits } = judge(base + page);
  const points = Object.keys(PROMISED).map((name) => Math.round(categories[name].score * 100));
  const shift = audits["cumulative-layout-shift"].numericValue;
  const transferred = `${Math.round(audits["total-byte-weight"].numericValue / 1024)} KB`;
  const seen = [...points, shift, audits["largest-contentful-paint"].displayValue, transferred];
  console.log(`| ${page} | ${seen.join(" | ")} |`);
  isKept &&= Object.values(PROMISED).every((least, at) => points[at] >= least) && shift === 0;
}
await demo?.close();
process.exitCode = isKept ? 0 : 1;
