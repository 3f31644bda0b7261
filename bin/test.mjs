// `npm test`: every check there is, from a bare clone, with one count at the end.
// `npm test -- unit e2e` runs only these stages.
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { build, fail, install, requireNode, root, say, tool } from "./setup.mjs";

/** @typedef {{ passed: number, failed: number, tests?: Test[] }} Count */
/** @typedef {{ name: string, seconds: number }} Test */

/**
 * @param {boolean} ok
 * @returns {Count}
 */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });

/**
 * Runs a program that is one check by itself.
 * @param {[string, string[]]} command
 */
const check = async (...[name, args]) => one((await tool(name, args)) === 0);

/**
 * Runs a test runner and counts what it wrote into its report.
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
  // a runner that fails for another reason than a test has failed all the same
  return status !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
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

/** The server tests on the Postgres at TEST_POSTGRES_URL, or on the oldest one that is promised. */
async function serverOnPostgres() {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return vitest("server");
  const { OLDEST, oldestPostgres } = await import("./oldest-postgres.mjs");
  const server = await oldestPostgres();
  if (!server) {
    say(
      `There is no PostgreSQL ${OLDEST} of Debian's here, and it could not be installed: the server tests ran on the embedded Postgres only.`,
    );
    return { passed: 0, failed: 0 };
  }
  try {
    return await vitest("server", { TEST_POSTGRES_URL: server.url });
  } finally {
    await server.stop();
  }
}

/** What the app does behind a real pooler. */
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
    // the types of our addresses
    if ((await tool("next", ["typegen"])) !== 0) return one(false);
    return check("tsc", ["--noEmit", "-p", "tests/tsconfig.json"]);
  },
  unit: () => vitest("unit"),
  server: () => vitest("server", { TEST_POSTGRES_URL: "" }),
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
  postgres: serverOnPostgres,
};

/** What a whole run may take of processors before it says so. */
const PROCESSOR_MINUTES = 20;

/** Names this run in the environment of every program that it starts. */
const RUN = `TEST_RUN=${randomUUID()}`;

/** Of each Postgres of this run, by its process: it is nobody's child, and ends before we do. */
const ticksOfServers = new Map();

/**
 * A process as the system tells: its parent, and hundredths of a second that it took itself and that its
 * children took which have ended.
 * @param {string} pid
 */
function processOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // after the name in brackets, which may hold blanks
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system, ofUsers, ofSystem] = fields.slice(11, 15).map(Number);
  return {
    isPostgres: stat.includes("(postgres)"),
    parent: fields[1] ?? "",
    own: (user ?? 0) + (system ?? 0),
    ended: (ofUsers ?? 0) + (ofSystem ?? 0),
  };
}

/** Notes what each Postgres of this run has taken so far. */
function lookAtServers() {
  const found = readdirSync("/proc").flatMap((pid) => {
    try {
      const one = processOf(pid);
      return one.isPostgres ? [{ pid, ...one }] : [];
    } catch {
      // it has ended since, or is no process
      return [];
    }
  });
  for (const { pid, own, ended } of found) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(RUN)) continue;
    } catch {
      continue;
    }
    const sessions = found.filter(({ parent }) => parent === pid);
    const ticks = sessions.reduce((sum, session) => sum + session.own, own + ended);
    ticksOfServers.set(pid, Math.max(ticks, ticksOfServers.get(pid) ?? 0));
  }
}

/** Seconds of processor time that all programs run from here have taken, where the system tells. */
function processorSeconds() {
  try {
    const servers = [...ticksOfServers.values()].reduce((sum, ticks) => sum + ticks, 0);
    return (processOf("self").ended + servers) / 100;
  } catch {
    return 0;
  }
}

/** @param {Test[]} tests */
function saySlowest(tests) {
  const slowest = tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
  if (slowest.length === 0) return;
  say("\nThe slowest tests, in seconds:");
  for (const { name, seconds } of slowest) say(`${seconds.toFixed(1).padStart(7)}  ${name}`);
}

/** On a machine so slow that the rest took longer, the second run on another Postgres is left out. */
const SECOND_RUN_WITHIN_MINUTES = 50;

try {
  requireNode();
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  process.env.TEST_RUN = RUN.split("=")[1];
  if (existsSync("/proc/self/stat")) setInterval(lookAtServers, 1_000).unref();
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in stages));
  if (unknown) {
    throw new Error(`There is no stage "${unknown}"; there are ${Object.keys(stages).join(", ")}.`);
  }
  await install({ development: true });
  const total = { passed: 0, failed: 0 };
  /** @type {Test[]} */
  const tests = [];
  for (const [name, stage] of Object.entries(stages)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    say(`\n── ${name} ──`);
    const minutes = Math.round(process.uptime() / 60);
    if (name === "postgres" && asked.length === 0 && minutes >= SECOND_RUN_WITHIN_MINUTES) {
      say(`After ${minutes} minutes this is left to \`npm run test:postgres\`.`);
      continue;
    }
    const began = performance.now();
    const before = processorSeconds();
    const count = await stage().catch((error) => {
      say(error.message);
      return one(false);
    });
    const seconds = Math.round((performance.now() - began) / 1_000);
    const taken = Math.round(processorSeconds() - before);
    say(
      `${name}: ${count.passed} passed, ${count.failed} failed, in ${seconds} s, ${taken} s of processor time`,
    );
    total.passed += count.passed;
    total.failed += count.failed;
    tests.push(...(count.tests ?? []));
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
