import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";

export const binary = resolve(process.env["PILOTLIGHT_BINARY"] ?? "../../../target/release/pilotlight");

/** A server of its own, with a fresh database and no sibling. */
export interface Server {
  url: string;
  /** Kills it, and starts it again at the same address with the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "pilotlight-"));
  let run = await launch(folder, settings);
  const url = run.url;
  return {
    url,
    async restart() {
      await run.end("SIGKILL");
      run = await launch(folder, { ...settings, PILOTLIGHT__SERVER__PORT: new URL(url).port });
    },
    async stop() {
      await run.end("SIGTERM");
      await rm(folder, { recursive: true });
    },
  };
}

async function launch(folder: string, settings: Record<string, string>) {
  const env = {
    PILOTLIGHT__SERVER__PORT: "0",
    PILOTLIGHT__TELEMETRY__LISTEN: "",
    PILOTLIGHT__SIGNALS__URL: "",
    PILOTLIGHT__ML__URL: "",
    PILOTLIGHT__VIDEO__URL: "",
    ...settings,
  };
  const { said, end } = await start([], folder, env, /is up on (\S+).*\n/);
  return { url: said[1] ?? "", end };
}

/** Runs the binary until it has said what is waited for. */
export async function start(args: string[], cwd: string, env: Record<string, string>, until: RegExp) {
  if (!existsSync(binary)) {
    throw new Error(`no server at ${binary}: run \`cargo build --release\`, or name one in PILOTLIGHT_BINARY`);
  }
  const child = spawn(binary, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));

  const said = await new Promise<RegExpMatchArray>((found, failed) => {
    let all = "";
    child.stdout.on("data", (chunk: Buffer) => {
      all += chunk.toString();
      const match = all.match(until);
      if (match !== null) found(match);
    });
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`it ended with ${code} before it was up: ${told}`)));
  });

  return {
    said,
    async end(signal: NodeJS.Signals) {
      child.kill(signal);
      await exited;
    },
  };
}
