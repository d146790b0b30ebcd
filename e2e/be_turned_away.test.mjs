// Those who cannot use a service, or not log in at all, get a page that says why and what to do, and no more.
import { after, before, test } from "node:test";
import { Portal } from "./portal.mjs";

let portal;
before(async () => (portal = await Portal.start()));
after(() => portal.close());

test("a child is too young to log in", async () => {
  const visitor = await portal.visitor();
  await visitor.logIn(portal.person("Child of 12", "too young to log in"));
  await visitor.sees("Du er for ung til å logge inn");
  await visitor.close();
});

test("the overview says what is closed, and why", async () => {
  const visitor = await portal.visitor();
  await visitor.logIn(portal.person("Level Basic: no appointments"), "/tjenester");
  await visitor.sees("Tjenesten krever et høyere samtykkenivå");
  await visitor.close();
});

test("a closed service says why, with the way back", async () => {
  const visitor = await portal.visitor();
  await visitor.logIn(portal.person("Has switched off the appointments service"), "/timer");
  await visitor.sees("Du har ikke tilgang");
  await visitor.sees("slått av");
  await visitor.choose("Min side");
  await visitor.close();
});
