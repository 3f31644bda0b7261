import { readFile } from "node:fs/promises";
import path from "node:path";
import { say, tool } from "../setup.mjs";
import type { Place, Report } from "./app";

/** Test files with races; `npm test` runs some of the rounds as well. */
const RACES = ["races", "account-deletion", "collections", "joining", "teams"];

interface VitestReport {
  numPassedTests: number;
  testResults: {
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** Runs tests, and reports each one that fails. */
async function vitest({ folder }: Place, what: string, args: string[]): Promise<Report> {
  const file = path.join(folder, "vitest.json");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const env = { NODE_ENV: "test", STRESS: "yes", TEST_POSTGRES_URL: "" };
  const status = await tool("vitest", ["run", ...args, ...reporters], env);
  const report: VitestReport = JSON.parse(await readFile(file, "utf8"));
  const wrong = report.testResults.flatMap(({ message, assertionResults }) => [
    ...(message ? [message] : []),
    ...assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => `${test.fullName}: ${test.failureMessages[0]?.split("\n")[0] ?? ""}`),
  ]);
  if (status !== 0 && wrong.length === 0) wrong.push("the tests ended early");
  return { did: [`${report.numPassedTests} ${what}`], wrong };
}

/** Runs every pair of concurrent writes to one team. */
export function pairs(place: Place): Promise<Report> {
  say("Doing every pair of writes to a team at once …");
  return vitest(place, "pairs of writes done at once", ["--project", "stress"]);
}

/** Runs all rounds of the server tests' races. */
export function races(place: Place): Promise<Report> {
  say("Running the races of the server tests in all their rounds …");
  const files = RACES.map((name) => `tests/server/${name}.test.ts`);
  return vitest(place, "tests with their races in all rounds", ["--project", "server", ...files]);
}
