// A portal of one's own for a scenario: started, logged in to, and looked at critically on every page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { Demo } from "./demo.mjs";
import { keep } from "./valid_html.mjs";

export { binary } from "./demo.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Debian's browser, quiet towards the world. */
const launch = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** Phone first; 320 px is the narrowest we promise. */
export const phone = { width: 360, height: 740 };
export const desktop = { width: 1280, height: 900 };

/** A running demo with its browser. Close it after the scenario. */
export class Portal extends Demo {
  static async start() {
    const portal = await super.start();
    portal.browser = await chromium.launch(launch);
    return portal;
  }

  async close() {
    await this.browser?.close();
    await super.close();
  }

  /** A synthetic person whose story has all of these words. */
  person(...words) {
    const fits = ({ story }) => words.every((word) => story.toLowerCase().includes(word.toLowerCase()));
    const found = this.people.find(fits);
    assert.ok(found, `no synthetic person with a story of: ${words.join(", ")}`);
    return found;
  }

  /** A visitor with a browser of their own. `scripts: false` is a browser without JavaScript. */
  async visitor({ scripts = true, viewport = phone, scheme = "light", language = "nb-NO" } = {}) {
    const context = await this.browser.newContext({
      viewport,
      locale: language,
      colorScheme: scheme,
      // Without transitions a colour is what it will be, at once.
      reducedMotion: "reduce",
      javaScriptEnabled: scripts,
      baseURL: this.url,
    });
    return new Visitor(this, await context.newPage(), scripts);
  }
}

/** Somebody at a browser. */
export class Visitor {
  /** What the browser complained of: broken policy, missing files, faults in scripts. */
  complaints = [];
  /** Every origin that was asked for anything. */
  asked = new Set();

  constructor(portal, page, scripts) {
    Object.assign(this, { portal, page, scripts });
    page.on("console", (message) => this.hear(message));
    page.on("pageerror", (error) => this.complaints.push(`${error}`));
    page.on("request", (request) => this.asked.add(new URL(request.url()).origin));
    page.on("response", (response) => this.receive(response));
  }

  /** Keeps errors; a page that refuses is not a missing file. */
  hear(message) {
    const refused = /the server responded with a status of 4(0[0-9]|22)/.test(message.text());
    if (message.type() !== "error" || (refused && !message.location().url.includes("/assets/"))) return;
    this.complaints.push(message.text());
  }

  /** Keeps what the page came as, before scripts change it. */
  receive(response) {
    const redirects = response.status() >= 300 && response.status() < 400;
    const isPage = response.request().isNavigationRequest() && response.frame() === this.page.mainFrame();
    if (isPage && !redirects) this.came = response;
  }

  /** The same person in another tab of the same browser. */
  async newTab() {
    return new Visitor(this.portal, await this.page.context().newPage(), this.scripts);
  }

  /** Opens a page of the portal and looks at it. */
  async open(path) {
    const answer = await this.page.goto(path);
    await this.look();
    return answer;
  }

  /** Follows a link or presses a button by its words, and looks at what comes. */
  async choose(words, role = "link") {
    await this.page.locator("body").getByRole(role, { name: words }).first().click();
    await this.page.waitForLoadState();
    await this.look();
  }

  press(words) {
    return this.choose(words, "button");
  }

  /** Logs in with the demo's test eID and comes to `path`. */
  async logIn(person, path = "/") {
    await this.page.goto(path === "/" ? "/logg-inn" : `/logg-inn?til=${encodeURIComponent(path)}`);
    await this.page.locator("#number").fill(person.national_id);
    await this.page.locator("form:has(#number) button").first().click();
    await this.page.waitForURL((url) => !url.pathname.startsWith("/demo"));
    await this.look();
  }

  /** Logs in at work, for the office where they have their only role. */
  async logInAtWork(person) {
    await this.page.goto("/skranke/logg-inn");
    await this.page.locator("#number").fill(person.national_id);
    await this.page.locator("form:has(#number) button").first().click();
    await this.page.waitForURL((url) => url.pathname.startsWith("/skranke"));
    await this.look();
  }

  /** Logs out here and at the electronic ID, which leads back to our page. */
  async logOut() {
    const back = ({ url, method }) => method === "GET" && new URL(url).pathname === "/logg-ut";
    const done = this.page.waitForResponse((r) => back({ url: r.url(), method: r.request().method() }));
    await this.page.locator("details:has(form[action='/logg-ut']) > summary").click();
    await this.page.locator("form[action='/logg-ut'] button").click();
    await done;
    await this.page.waitForURL("**/logg-ut");
    await this.page.waitForLoadState();
    await this.look();
  }

  /** The page as people read it. */
  text() {
    return this.page.locator("main").innerText();
  }

  /** The page says, in its bar and its title, that it is about this person. */
  async isFor(name) {
    assert.equal(await this.page.locator(".hv-person__name").innerText(), name);
    assert.ok((await this.page.title()).includes(` – ${name} – `), await this.page.title());
  }

  async sees(words) {
    const text = await this.text();
    assert.ok(text.includes(words), `"${words}" is not on ${this.page.url()}:\n${text}`);
  }

  async seesNot(words) {
    const html = await this.page.content();
    assert.ok(!html.includes(words), `"${words}" is on ${this.page.url()}`);
  }

  /** What every page keeps: title, headings, no sideways scrolling, no request to others, no axe violation in light or dark. */
  async look() {
    const where = `${await this.page.title()} (${this.page.url()})`;
    assert.match(where, / – Helsevei \(/, `the title says where one is: ${where}`);
    assert.equal(await this.page.locator("h1").count(), 1, `one main heading: ${where}`);
    assert.deepEqual([...this.asked], [this.portal.url], `asks nobody else: ${where}`);
    assert.deepEqual(this.complaints, [], `the browser complains: ${where}`);
    if (this.came) keep(this.page.url(), await this.came.text());
    this.came = undefined;
    await this.fits(where);
    if (this.scripts) await this.isAccessible(where);
  }

  /** Nothing scrolls sideways: at 320 px, and at the width at hand with text of twice the size. */
  async fits(where) {
    if (!this.scripts) return;
    const before = this.page.viewportSize();
    for (const [width, text] of [[320, "100%"], [before.width, "200%"], [before.width, "100%"]]) {
      await this.page.setViewportSize({ ...before, width });
      const [wide, seen] = await this.page.evaluate(widths, text);
      assert.ok(wide <= seen, `${wide} px of content in ${seen} px with text at ${text}: ${where}`);
    }
  }

  async isAccessible(where) {
    for (const colorScheme of ["dark", "light"]) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.evaluate(axe);
      const { violations } = await this.page.evaluate("axe.run()");
      const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
      assert.deepEqual(faults, [], `axe, ${colorScheme}: ${where}`);
    }
  }

  close() {
    return this.page.context().close();
  }
}

/** Runs in the page: sets the size of text, and gives the width of the content and of the window. */
function widths(text) {
  const root = globalThis.document.documentElement;
  root.style.fontSize = text;
  return [root.scrollWidth, root.clientWidth];
}
