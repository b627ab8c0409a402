// A portal of its own for one file of journeys: a fresh database with the demo, a free port.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.AKNO_BIN ?? "../target/debug/akno";

export async function startPortal({ companies = 400 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "akno-journey-"));
  const port = await freePort();
  const env = {
    ...process.env,
    AKNO_DATABASE_URL: `sqlite:${join(folder, "akno.db")}`,
    AKNO_VAR_DIR: folder,
    AKNO_LOG: "warn",
  };
  const run = (words, input = "") => execFileSync(program, words, { env, input, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] });
  run(["migrate"]);
  run(["seed", "--demo", "--companies", String(companies)]);
  const url = `http://127.0.0.1:${port}`;
  let server;
  const serve = async (ahead) => {
    const words = ["serve", "--demo", "--port", String(port), "--days-ahead", String(ahead)];
    server = spawn(program, words, { env, stdio: ["ignore", "ignore", "inherit"] });
    for (let tries = 0; tries < 600 && running(); tries++) {
      const ready = await fetch(`${url}/health/ready`).catch(() => null);
      if (ready?.ok) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    await stop();
    throw new Error(`${words.join(" ")}: it did not become ready`);
  };
  const running = () => server.exitCode === null && server.signalCode === null;
  const end = async () => {
    if (!running()) return;
    const ended = new Promise((done) => server.once("exit", done));
    server.kill("SIGTERM");
    await ended;
  };
  // So many days later, counted from the present day; whoever had signed in signs in again.
  const travel = async (ahead) => {
    await end();
    await serve(ahead);
  };
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  // What `akno register check` says of it all; it fails where the register is not what its log says.
  const check = () => run(["register", "check"]);
  await serve(0);
  return { url, stop, run, travel, check };
}

function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
