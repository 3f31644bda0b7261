import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkDatabase } from "@/db/check";
import { embedded } from "@/db/embedded";
import { run } from "../support/app";
import { temporaryFolder } from "../support/temporary-folder";

let folder = "";
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a replica is refused", async () => {
  const primary = await embedded(folder);
  await primary.stop();
  // a server with this file waits for a primary's changes, and serves only reads
  await writeFile(path.join(folder, "postgres", "standby.signal"), "");
  const replica = await embedded(folder);
  await expect(checkDatabase({ url: replica.url })).rejects.toThrow(
    "DATABASE_URL points to a replica, which cannot be written to: give the address of the primary.",
  );
  await replica.stop();
});

test("a start that waits for an unresponsive Postgres can be stopped", async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const asked = once(silent, "connection");
  const DATABASE_URL = `postgres://ada:secret@127.0.0.1:${port}/papers`;
  const app = run(["bin/start.mjs"], { DATABASE_URL, PORT: "0" });
  await asked;
  app.kill("SIGTERM");
  expect(await app.exited).toBe(0);
  expect(app.output()).not.toMatch(/ready|secret|Error/);
  for (const socket of sockets) socket.destroy();
  silent.close();
});
