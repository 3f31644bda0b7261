// `npm test`: runs every check, from a bare clone, and prints one count at the end.
// `npm test -- unit e2e` runs only these stages.
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { besideOthers, fail, install, requireNode, root, say, tool } from "./setup.mjs";

/** @typedef {{ passed: number, failed: number, tests?: Test[] }} Count */
/** @typedef {{ name: string, seconds: number }} Test */

/**
 * @param {boolean} ok
 * @returns {Count}
 */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * Runs a program that is a single check.
 * @param {[string, string[]]} command
 */
const check = async (...[name, args]) => one((await tool(name, args)) === 0);

/**
 * Runs a test runner and counts the results in its report.
 * @param {string} report
 * @param {(report: any) => Count} count
 * @param {() => Promise<number>} work
 */
async function counted(report, count, work) {
  const file = path.join(root, "test-results", report);
  rmSync(file, { force: true });
  const status = await work();
  /** @type {Count} */
  let result = { passed: 0, failed: 0 };
  try {
    result = count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    say(`No report was written to ${file}.`);
  }
  if (status === 0 || result.failed > 0) return result;
  say(`The runner of ${report} failed without a failed test: its output above says why.`);
  return { ...result, failed: 1 };
}

/**
 * @typedef {{ fullName: string, duration?: number }} Assertion
 * @param {{ testResults: { name: string, assertionResults: Assertion[] }[] }} report of Vitest
 * @returns {Test[]}
 */
const vitestTests = (report) =>
  report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: `${path.relative(root, name)}: ${fullName}`,
      seconds: (duration ?? 0) / 1_000,
    })),
  );

/**
 * @typedef {{ projectName: string, results: { duration: number }[] }} Run
 * @typedef {{ suites?: Suite[], specs?: { file: string, title: string, tests: Run[] }[] }} Suite
 * @param {Suite} suite of Playwright, or its whole report
 * @returns {Test[]}
 */
const playwrightTests = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(playwrightTests),
  ...specs.flatMap(({ file, title, tests }) =>
    tests.map(({ projectName, results }) => ({
      name: `tests/e2e/${file}, ${projectName}: ${title}`,
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1_000,
    })),
  ),
];

/**
 * @param {string} project
 * @param {Record<string, string>} [env]
 */
const vitest = (project, env) =>
  counted(
    `vitest-${project}.json`,
    (report) => ({
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      tests: vitestTests(report),
    }),
    () => {
      const json = `--outputFile.json=test-results/vitest-${project}.json`;
      const reporters = ["--reporter=default", "--reporter=json", json];
      return tool("vitest", ["run", "--project", project, ...reporters], {
        NODE_ENV: "test",
        ...env,
      });
    },
  );

/**
 * Runs tests on the oldest Postgres that is promised.
 * @param {(env: { TEST_POSTGRES_URL: string }) => Promise<Count>} tests
 */
async function onOldestPostgres(tests) {
  const { OLDEST, oldestPostgres } = await import("./oldest-postgres.mjs");
  const server = await oldestPostgres();
  if (!server) {
    say(
      `There is no PostgreSQL ${OLDEST} of Debian's here, and it could not be installed: nothing ran on it.`,
    );
    return { passed: 0, failed: 0 };
  }
  try {
    return await tests({ TEST_POSTGRES_URL: server.url });
  } finally {
    await server.stop();
  }
}

/** Runs the server tests on the Postgres at TEST_POSTGRES_URL, or on the oldest supported one. */
const serverOnPostgres = () =>
  process.env.TEST_POSTGRES_URL
    ? vitest("server")
    : onOldestPostgres((env) => vitest("server", env));

/** Tests the app behind a real pooler. */
async function behindPooler() {
  const { hasProgram } = await import("./debian.mjs");
  if (await hasProgram("/usr/sbin/pgbouncer", "pgbouncer")) return vitest("pooler");
  say("There is no PgBouncer here, and it could not be installed: nothing ran behind a pooler.");
  return { passed: 0, failed: 0 };
}

/** @type {Record<string, () => Promise<Count>>} */
const stages = {
  lint: () => check("biome", ["check", "--error-on-warnings", "."]),
  types: async () => {
    // generates the types of our routes
    if ((await tool("next", ["typegen"])) !== 0) return one(false);
    return check("tsc", ["--noEmit", "-p", "tests/tsconfig.json"]);
  },
  unit: () => vitest("unit"),
  server: () => {
    rmSync(path.join(root, "test-results", "statements"), { recursive: true, force: true });
    return vitest("server", { TEST_POSTGRES_URL: "" });
  },
  build: async () => {
    await build();
    return one(true);
  },
  process: () => vitest("process"),
  e2e: async () => {
    await build();
    const { installChromium } = await import("./chromium.mjs");
    const browser = await installChromium();
    return counted(
      "playwright.json",
      (report) => ({
        passed: report.stats.expected,
        failed: report.stats.unexpected + report.stats.flaky,
        tests: playwrightTests(report),
      }),
      () => tool("playwright", ["test"], { CHROMIUM_PATH: browser }),
    );
  },
  pooler: behindPooler,
  oldest: () => onOldestPostgres((env) => vitest("oldest", env)),
  postgres: serverOnPostgres,
  firefox: async () => {
    await build();
    return vitest("firefox");
  },
};

/** What `npm test` runs, in order. The stages of one line run at once: none of them fills two cores. */
const WHOLE_RUN = [
  ["lint", "types"],
  ["unit", "build"],
  ["server"],
  ["e2e", "process"],
  ["pooler", "oldest"],
];

/** A run that takes more processor time than this prints a warning. */
const PROCESSOR_MINUTES = 20;

/** Marks this run in the environment of every program that it starts. */
const RUN = `TEST_RUN=${randomUUID()}`;

/**
 * The hundredths of a second that each program of this run had used when it was last seen. Not what
 * the system adds up for programs that their parents wait for: nobody waits for Postgres, nor for the
 * browser's processes.
 */
const ticksOf = new Map();

/** Whether a program belongs to this run, by process and start. */
const ours = new Map();

/** @typedef {NonNullable<ReturnType<typeof processOf>>} Process */

/**
 * A process, with the hundredths of a second used by it and by its ended children.
 * @param {string} pid
 */
function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // after the name in parentheses, which may contain spaces
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [user = 0, system = 0, ofUsers = 0, ofSystem = 0] = fields.slice(11, 15).map(Number);
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return {
      pid,
      // with its start, as numbers of processes are given again
      key: `${pid} ${fields[19]}`,
      parent: fields[1] ?? "",
      own: user + system,
      ended: ofUsers + ofSystem,
      // these start many short processes, and wait for them
      waits: stat.includes("(postgres)") || command.includes("--type=zygote"),
    };
  } catch {
    // it has ended, or is not a process
    return null;
  }
}

/** Records what each program of this run has used so far. */
function lookAtPrograms() {
  /** @type {Map<string, Process>} */
  const all = new Map();
  for (const pid of readdirSync("/proc")) {
    const one = /^\d+$/.test(pid) && processOf(pid);
    if (one) all.set(pid, one);
  }
  /** @type {(one: Process | undefined) => boolean} */
  const isOurs = (one) => {
    if (!one) return false;
    const { key } = one;
    if (!ours.has(key)) {
      const isSelf = one.pid === String(process.pid);
      const isMarked = isSelf || environmentOf(one.pid).includes(RUN);
      ours.set(key, isMarked || isOurs(all.get(one.parent)));
    }
    return ours.get(key);
  };
  for (const one of all.values()) {
    if (!isOurs(one) || all.get(one.parent)?.waits) continue;
    const living = one.waits ? [...all.values()].filter(({ parent }) => parent === one.pid) : [];
    const ticks = living.reduce((sum, { own }) => sum + own, one.own + (one.waits ? one.ended : 0));
    ticksOf.set(one.key, Math.max(ticks, ticksOf.get(one.key) ?? 0));
  }
}

/** @param {string} pid */
function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}

/** The processor seconds of all programs started from here, if known. */
function processorSeconds() {
  if (!existsSync("/proc/self/stat")) return 0;
  lookAtPrograms();
  return [...ticksOf.values()].reduce((sum, ticks) => sum + ticks, 0) / 100;
}

/**
 * Runs a stage, and says what came of it and how long it took.
 * @param {string} name
 */
async function timed(name) {
  const stage = stages[name];
  if (!stage) throw new Error(`There is no stage "${name}".`);
  const began = performance.now();
  const count = await stage().catch((error) => {
    say(error.message);
    return one(false);
  });
  const seconds = Math.round((performance.now() - began) / 1_000);
  say(`${name}: ${count.passed} passed, ${count.failed} failed, in ${seconds} s`);
  return count;
}

/** @param {Test[]} tests */
function saySlowest(tests) {
  const slowest = tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
  if (slowest.length === 0) return;
  say("\nThe slowest tests, in seconds:");
  for (const { name, seconds } of slowest) say(`${seconds.toFixed(1).padStart(7)}  ${name}`);
}

try {
  requireNode();
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  process.env.TEST_RUN = RUN.split("=")[1];
  if (existsSync("/proc/self/stat")) setInterval(lookAtPrograms, 1_000).unref();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in stages));
  if (unknown) {
    throw new Error(`There is no stage "${unknown}"; there are ${Object.keys(stages).join(", ")}.`);
  }
  await install({ development: true });
  const total = { passed: 0, failed: 0 };
  /** @type {Test[]} */
  const tests = [];
  for (const names of asked.length > 0 ? asked.map((name) => [name]) : WHOLE_RUN) {
    say(`\n── ${names.join(", ")} ──`);
    const before = processorSeconds();
    const counts = await Promise.all(
      names.map((name) => (names.length > 1 ? besideOthers.run(name, timed, name) : timed(name))),
    );
    say(`${Math.round(processorSeconds() - before)} s of processor time`);
    for (const count of counts) {
      total.passed += count.passed;
      total.failed += count.failed;
      tests.push(...(count.tests ?? []));
    }
  }
  saySlowest(tests);
  const minutes = processorSeconds() / 60;
  if (minutes > PROCESSOR_MINUTES) {
    say(
      `\nThis took ${Math.round(minutes)} minutes of processor time, and ${PROCESSOR_MINUTES} are the aim.`,
    );
  }
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
} catch (error) {
  fail(error);
}
