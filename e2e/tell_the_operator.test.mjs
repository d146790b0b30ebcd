// A reader says what was missing and what is hard to use; the operator reads it, and tells when something does not work.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { Portal, binary, desktop, phone } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

const article = "/tema/nodhjelp/legevakt";

for (const scripts of [true, false]) {
  test(`a reader says that an article was not useful, and what was missing (${scripts ? "with" : "without"} scripts)`, async () => {
    const missing = `Åpningstidene på julaften ${scripts}`;
    const reader = await portal.visitor({ viewport: phone, scripts });
    await reader.open(article);
    await reader.press("Nei");
    await reader.page.getByRole("heading", { name: "Takk for svaret. Hva kan bli bedre?" }).waitFor();
    await reader.look();
    await reader.page.locator("#savnet").fill(missing);
    await reader.press("Send");
    await reader.page.getByRole("heading", { name: "Takk, vi leser alt som kommer inn" }).waitFor();
    await reader.look();
    assert.deepEqual(await reader.page.context().cookies(), [], "no cookie is set");
    await reader.close();
    await isRead(missing);
  });
}

test("one who cannot use a page says so, is told what is wrong with the form, and loses nothing typed", async () => {
  const reader = await portal.visitor({ viewport: phone });
  await reader.open("/tema/om/tilgjengelighet");
  await reader.page.locator("main a[href^='/tilbakemelding']").first().click();
  await reader.look();
  await reader.page.locator("#side").fill(article);
  await reader.page.locator("#epost").fill("kari@");
  await reader.press("Send tilbakemeldingen");
  await reader.sees("Skriv hva du vil si.");
  await reader.sees("Skriv en e-postadresse som");
  assert.equal(await reader.page.locator("#side").inputValue(), article);
  await reader.page.getByLabel("Tilgjengelighet", { exact: false }).first().check();
  await reader.page.locator("#tekst").fill("Skjermleseren min hopper over tabellen.");
  await reader.page.locator("#epost").fill("");
  await reader.press("Send tilbakemeldingen");
  await reader.sees("De som driver portalen, leser den.");
  await reader.close();
  await isRead("Skjermleseren min hopper over tabellen.");
});

test("what the operator tells stands on the status page and in every page's banner, until it is over", async () => {
  const texts = ["--nb", "Søket er tregt.", "--nn", "Søket er tregt.", "--en", "The search is slow."];
  const incident = tell("open", "--component", "open", "--impact", "degraded", ...texts).match(/[0-9a-f-]{36}/)[0];
  const reader = await portal.visitor({ viewport: desktop });
  await until(reader, "/status", (text) => text.includes("Søket er tregt."));
  await reader.open("/en/status");
  await reader.sees("The search is slow.");
  await until(reader, "/tema", (_, page) => page.includes("Søket er tregt."));
  await reader.open("/tema");
  tell("resolve", incident, ...texts);
  await until(reader, "/tema", (_, page) => !page.includes("Søket er tregt."));
  await reader.open("/status");
  await reader.sees("Alt virker.");
  await reader.close();
});

test("an article is printed and its citation copied by a press", async () => {
  const reader = await portal.visitor({ viewport: desktop });
  await reader.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await reader.page.addInitScript(() => (globalThis.print = () => (globalThis.printed = true)));
  await reader.open(article);
  await reader.page.locator("button[data-print]").click();
  assert.ok(await reader.page.evaluate("globalThis.printed"), "the page is sent to the printer");
  const copy = reader.page.locator("button[data-copy]");
  await copy.click();
  const told = reader.page.locator(`#${await copy.getAttribute("data-copy")}-kopiert`);
  await told.filter({ hasText: /\S/ }).waitFor();
  const copied = await reader.page.evaluate("navigator.clipboard.readText()");
  assert.match(copied, /legevakt/i);
  await reader.look();
  await reader.close();
});

/** The operator finds the message, and marks it as handled. */
async function isRead(text) {
  const operator = await portal.visitor({ viewport: desktop });
  await operator.logInAtWork(portal.person("portal's operator"));
  await operator.open("/skranke/drift/tilbakemeldinger");
  await operator.sees(text);
  await operator.page.locator("li", { hasText: text }).locator("a").first().click();
  await operator.look();
  await operator.press("behandlet");
  await operator.open("/skranke/drift/nyttig");
  await operator.close();
}

/** `helsevei incident …` on the running portal's data. */
function tell(errand, ...rest) {
  return execFileSync(binary, ["incident", errand, ...rest, "--data", portal.data], { encoding: "utf8" });
}

/** Asks for a page until it is so: what is told reaches every page within some seconds. */
async function until(visitor, path, isSo) {
  for (let second = 0; second < 15; second++) {
    await visitor.page.goto(path);
    if (isSo(await visitor.text(), await visitor.page.content())) return;
    await visitor.page.waitForTimeout(1000);
  }
  assert.fail(`${path} does not come to it:\n${await visitor.text()}`);
}
