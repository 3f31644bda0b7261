// Runs one of our commands: `node bin/run.mjs bin/import.ts …`.
import { COMMANDS, loadCommand } from "./bundle.mjs";
import { fail, install, load, loadSettings, requireNode } from "./setup.mjs";

const [file = "", ...args] = process.argv.slice(2);

try {
  requireNode();
  loadSettings();
  Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV || "production" });
  const isForProduction = COMMANDS.includes(file);
  await install({ development: !isForProduction });
  const { main } = isForProduction ? await loadCommand(file) : await load(file);
  process.exitCode = await main(args);
} catch (error) {
  fail(error);
}
