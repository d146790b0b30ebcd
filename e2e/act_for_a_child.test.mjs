// A mother acts for her child and for herself, in two tabs at once, and never for the wrong one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

for (const scripts of [true, false]) {
  test(`choose a child, and keep oneself in another tab (${scripts ? "with" : "without"} scripts)`, async () => {
    const mother = portal.person("mother who lives with her children");
    const child = portal.people.find(({ id }) => id === mother.represents[1]);
    const visitor = await portal.visitor({ scripts });
    await visitor.logIn(mother, "/timer");
    await visitor.isFor(mother.name);
    const own = visitor.page.url();

    await visitor.page.locator("summary", { hasText: "Bytt person" }).click();
    await visitor.choose(child.name);
    await visitor.isFor(child.name);
    await visitor.choose("Timer");
    await visitor.isFor(child.name);

    const other = await visitor.newTab();
    await other.open(own);
    await other.isFor(mother.name);
    await visitor.page.reload();
    await visitor.isFor(child.name);
    assert.notEqual(visitor.page.url(), own);
    await visitor.close();
  });
}

test("one who represents nobody has no list", async () => {
  const visitor = await portal.visitor();
  await visitor.logIn(portal.person("ordinary adult"));
  await visitor.seesNot("Bytt person");
  await visitor.close();
});

test("somebody else's address opens nothing", async () => {
  const mother = await portal.visitor();
  await mother.logIn(portal.person("mother who lives with her children"), "/timer");
  const stranger = await portal.visitor();
  await stranger.logIn(portal.person("ordinary adult"));
  const answer = await stranger.page.request.get(mother.page.url());
  assert.equal(answer.status(), 404);
  await Promise.all([mother.close(), stranger.close()]);
});
