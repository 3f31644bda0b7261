import { type ChildProcess, execFile, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { scripts } from "@/package.json";
import { root } from "../setup.mjs";
import type { Recording } from "./recorded";

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/**
 * Starts the app as `npm start` does, with extra Node options if given, and waits until it is
 * ready. A module among the options can talk to this process.
 */
export async function startApp(
  env: Record<string, string>,
  options: string[] = [],
): Promise<ChildProcess> {
  const [, ...args] = scripts.start.split(" ");
  const app = spawn(process.execPath, [...options, ...args], {
    cwd: root,
    // what it measures must not depend on what other sites answer
    env: { ...process.env, SOURCES: "off", ...env },
    stdio: ["ignore", "pipe", "inherit", ...(options.length > 0 ? (["ipc"] as const) : [])],
  });
  await new Promise<void>((resolve, reject) => {
    app.once("exit", () => reject(new Error("The app did not start.")));
    // keep reading, or the log would fill the pipe
    app.stdout?.on("data", (chunk) => {
      if (String(chunk).includes("is ready at")) resolve();
    });
  });
  return app;
}

/** Starts the bare server with these bytes. */
export async function startBare(file: string, encoding: string) {
  const server = fork(path.join(root, "bin/bench/bare.mjs"), [file, encoding]);
  const [port] = await once(server, "message");
  return { server, url: `http://127.0.0.1:${port}` };
}

/** Starts the bare server on a database. */
export async function startBareOn(url: string, connections: number, recordings: Recording[]) {
  const server = fork(path.join(root, "bin/run.mjs"), ["bin/bench/bare-database.ts"], {
    cwd: root,
  });
  await once(server, "message");
  server.send({ url, connections, recordings });
  const [port] = await once(server, "message");
  return { server, url: `http://127.0.0.1:${port}` };
}

export async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** A response as raw bytes, not decoded. */
export async function fetchRaw(url: string, acceptEncoding = "") {
  const headers = acceptEncoding ? { "accept-encoding": acceptEncoding } : {};
  const request = get(url, { headers, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

/** The resident memory of a process in megabytes; null if unknown. */
export async function memory({ pid }: { pid?: number }): Promise<number | null> {
  const ask = promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  const told = await ask.catch(() => null);
  return told ? Number(told.stdout) / 1024 : null;
}
