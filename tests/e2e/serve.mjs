// The production build on a new database with the sample data, as `npm start` would serve it.
import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { neighbours } from "./neighbours.mjs";

const given = process.env.E2E_OWN_DATA;
if (given) await mkdir(given, { recursive: true });
const folder = given || (await mkdtemp(path.join(os.tmpdir(), "broadsheet-e2e-")));
// for root, the embedded Postgres runs as the user `postgres`, who must be able to enter
await chmod(folder, 0o755);

/** @type {NodeJS.ProcessEnv} */
const env = {
  ...process.env,
  SOURCES: "off",
  PORT: process.env.E2E_PORT,
  DATA_DIR: folder,
  DATABASE_URL: "",
  APP_URL: "",
  // each test comes from its own address, so that rate limits count it separately
  TRUST_PROXY: "true",
  LOG_LEVEL: "error",
  // nearly every test creates an account; tests/unit/password.test.ts covers the cost of a real
  // hash
  SCRYPT_COST: "10",
  TEST_CHEAP_HASHES: "yes",
  ...(process.env.E2E_NEIGHBOURS && (await neighbours(`http://localhost:${process.env.E2E_PORT}`))),
};
const app = spawn(process.execPath, ["bin/start.mjs"], { stdio: "inherit", env });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => app.kill(signal));
}
app.on("exit", async (code) => {
  await rm(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
