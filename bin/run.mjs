// Runs one of our commands: `node bin/run.mjs bin/import.ts …`.
import { fail, install, load, loadSettings, requireNode } from "./setup.mjs";

const [file = "", ...args] = process.argv.slice(2);

/** Commands that need development dependencies. */
const DEVELOPMENT = ["bin/bench.ts", "bin/pictures.ts", "bin/stress.ts"];

try {
  requireNode();
  loadSettings();
  Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || "production" });
  await install({ development: DEVELOPMENT.includes(file) });
  const { main } = await load(file);
  process.exitCode = await main(args);
} catch (error) {
  fail(error);
}
