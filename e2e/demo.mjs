// A demo of one's own: the real program on a free port, with data that are gone with it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const binary = process.env.HELSEVEI_BINARY ?? fileURLToPath(new URL("../target/debug/helsevei", import.meta.url));

/** A running demo with its people. Close it after the scenario. */
export class Demo {
  /** Starts `helsevei demo` and waits until it is ready. */
  static async start() {
    const demo = new this();
    demo.folder = await mkdtemp(join(tmpdir(), "helsevei-demo-"));
    demo.data = join(demo.folder, "data");
    const port = await freePort();
    demo.url = `http://127.0.0.1:${port}`;
    demo.output = "";
    demo.server = spawn(binary, ["demo", "--port", `${port}`, "--data", demo.data]);
    for (const stream of [demo.server.stdout, demo.server.stderr]) stream.on("data", (text) => (demo.output += text));
    await demo.ready();
    demo.people = await (await fetch(`${demo.url}/demo/people.json`)).json();
    return demo;
  }

  async ready() {
    for (let tries = 0; tries < 300; tries++) {
      assert.equal(this.server.exitCode, null, `the portal stopped:\n${this.output}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(`the portal is not ready after 30 s:\n${this.output}`);
  }

  async close() {
    if (this.server.exitCode === null) {
      this.server.kill("SIGTERM");
      await once(this.server, "exit");
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
