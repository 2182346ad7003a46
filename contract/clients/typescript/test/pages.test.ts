// The programs on the pages for developers: compiled strictly, run, and held to what the page says they print.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { binary, start, startServer, type Server } from "./server.js";

const run = promisify(execFile);
const page = "../../../docs/integrate/app.md";
const written = "http://127.0.0.1:8001";
const folder = "build/pages";

let siblings: Awaited<ReturnType<typeof start>>;
let server: Server;
let database: string;

before(async () => {
  database = await mkdtemp(join(tmpdir(), "pilotlight-demo-"));
  const address = { PILOTLIGHT__DATABASE__URL: `sqlite://${join(database, "demo.db")}` };
  await run(binary, ["demo", "--until", "2026-09-01"], { cwd: database, env: address });
  const ports = ["--signals-port", "0", "--ml-port", "0", "--video-port", "0"];
  siblings = await start(["siblings", "serve", ...ports], database, {}, /signals (\S+)\nml (\S+)\nvideo (\S+)\n/);
  const [, signals = "", ml = "", video = ""] = siblings.said;
  const urls = { PILOTLIGHT__SIGNALS__URL: signals, PILOTLIGHT__ML__URL: ml, PILOTLIGHT__VIDEO__URL: video };
  server = await startServer({ ...address, ...urls });
});

after(async () => {
  await server?.stop();
  await siblings?.end("SIGTERM");
  await rm(database, { recursive: true });
});

test("the programs on the page for the app do what it says", async () => {
  const text = await readFile(page, "utf8");
  const programs = [...text.matchAll(/^```ts\n(.*?)^```\n\n^```text\n(.*?)^```$/gms)];
  assert.equal(programs.length, text.match(/^```ts$/gm)?.length, "a program without what it prints");
  assert(programs.length > 0);

  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const compilerOptions = { lib: ["es2022", "dom"], types: [], rootDir: ".", outDir: "js" };
  const config = { extends: "../../tsconfig.json", compilerOptions, include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  for (const [at, [, program = ""]] of programs.entries()) {
    assert(program.includes(written));
    await writeFile(join(folder, `${at}.ts`), program.replaceAll(written, server.url));
  }
  await run("npx", ["tsc", "-p", folder]).catch(({ stdout }: { stdout: string }) => assert.fail(stdout));
  for (const [at, [, , prints]] of programs.entries()) {
    const { stdout, stderr } = await run("node", [join(folder, "js", `${at}.js`)]);
    assert.equal(stderr, "");
    assert.equal(stdout, prints);
  }
});
