// Bundles css, scripts (the service worker too), icons and the font into ../assets/dist, each under a name that holds its hash,
// with Brotli and gzip copies beside it, and writes manifest.json: plain name → hashed name.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../assets/dist");
const require = createRequire(import.meta.url);
const compressible = new Set([".css", ".js", ".svg"]);
const manifest = {};

/** Writes one file under its hashed name and returns that name. */
function put(name, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const ext = extname(name);
  const hashed = `${name.slice(0, -ext.length)}.${hash}${ext}`;
  writeFileSync(join(dist, hashed), bytes);
  if (compressible.has(ext)) {
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
    writeFileSync(join(dist, `${hashed}.br`), brotliCompressSync(bytes, quality));
    writeFileSync(join(dist, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  }
  manifest[name] = hashed;
  return hashed;
}

/** Bundles one entry point, with names put in as their values, and returns its bytes. */
async function bundle(entry, define = {}) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    target: ["chrome109", "firefox115", "safari16"],
    format: "esm",
    legalComments: "none",
    external: ["/assets/*"],
    define,
  });
  return Buffer.from(result.outputFiles[0].contents);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

// The latin part holds all of Norwegian; the extended part, for Sámi and other names, is fetched only where it is used.
const fonts = ["inter-latin-wght-normal.woff2", "inter-latin-ext-wght-normal.woff2"];
let css = (await bundle("css/main.css")).toString();
// The theme's dark colours are for screens: paper is white.
css = css.replaceAll(/@media ?\(prefers-color-scheme: ?dark\)/g, "@media screen and (prefers-color-scheme:dark)");
for (const font of fonts) {
  const file = require.resolve(`@fontsource-variable/inter/files/${font}`);
  css = css.replaceAll(`/assets/${font}`, `/assets/${put(font, readFileSync(file))}`);
}
put("main.css", Buffer.from(css));
put("main.js", await bundle("js/main.js"));
const images = ["icons.svg", "mark.svg", "icon-192.png", "icon-512.png", "icon-maskable-512.png", "badge-96.png"];
for (const image of [...images, "apple-touch-icon.png"]) put(image, readFileSync(join(here, "images", image)));
const asset = (name) => `/assets/${manifest[name]}`;
const kept = ["main.css", fonts[0], "mark.svg"].map(asset);
put("sw.js", await bundle("js/service_worker.js", {
  __ICON__: JSON.stringify(asset("icon-192.png")),
  __BADGE__: JSON.stringify(asset("badge-96.png")),
  __KEPT__: JSON.stringify(kept),
}));
writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

for (const [name, hashed] of Object.entries(manifest)) console.log(`${name} → ${hashed}`);
