import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";

const binary = resolve(process.env["PILOTLIGHT_BINARY"] ?? "../../../target/release/pilotlight");

/** A server of its own, with a fresh database and no sibling. */
export interface Server {
  url: string;
  stop(): Promise<void>;
}

export async function startServer(settings: Record<string, string> = {}): Promise<Server> {
  if (!existsSync(binary)) {
    throw new Error(`no server at ${binary}: run \`cargo build --release\`, or name one in PILOTLIGHT_BINARY`);
  }
  const folder = await mkdtemp(join(tmpdir(), "pilotlight-"));
  const server = spawn(binary, {
    cwd: folder,
    env: {
      PILOTLIGHT__SERVER__PORT: "0",
      PILOTLIGHT__TELEMETRY__LISTEN: "",
      PILOTLIGHT__SIGNALS__URL: "",
      PILOTLIGHT__ML__URL: "",
      PILOTLIGHT__VIDEO__URL: "",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(server, "exit");
  let told = "";
  server.stderr.on("data", (chunk: Buffer) => (told += chunk.toString()));

  const url = await new Promise<string>((found, failed) => {
    let said = "";
    server.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const up = said.match(/is up on (\S+).*\n/)?.[1];
      if (up !== undefined) found(up);
    });
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`the server ended with ${code} before it was up: ${told}`)));
  });

  return {
    url,
    async stop() {
      server.kill();
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
