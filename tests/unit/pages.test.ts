import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readEnv } from "@/server/platform/env";
import { everyPath } from "../e2e/pages";

const app = path.resolve(import.meta.dirname, "../../app");

/** Pages that cannot simply be opened, and the test that looks at them. */
const ELSEWHERE: Record<string, string> = {
  "design/page.tsx": "tests/e2e/design.spec.ts",
  // only after a password, for an account with a second step
  "sign-in/verify/page.tsx": "tests/e2e/factors.spec.ts",
};

/** Matches the paths of a page: `teams/[slug]/page.tsx` those like `/teams/our-lab`. */
function pathsOf(file: string): RegExp {
  const folder = path.posix.dirname(file);
  const parts = folder === "." ? [] : folder.split("/");
  const patterns = parts.map((part) => {
    if (part.startsWith("[[...")) return "(/.+)?";
    if (part.startsWith("[...")) return "/.+";
    if (part.startsWith("[")) return "/[^/]+";
    return `/${part.replaceAll(".", "\\.")}`;
  });
  return new RegExp(`^${patterns.join("")}/?(\\?.*)?$`);
}

it("takes pictures of every page", () => {
  const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /(^|\/)page\.tsx$/.test(file));
  expect(pages.length).toBeGreaterThan(40);
  const missing = pages.filter(
    (file) => !(file in ELSEWHERE) && !everyPath.some((url) => pathsOf(file).test(url)),
  );
  expect(missing, "enter them in tests/e2e/pages.ts").toEqual([]);
  for (const file of Object.keys(ELSEWHERE)) expect(pages).toContain(file);
});

it("has no page of pieces where readers come", () => {
  const asked = { NODE_ENV: "production", TEST_DESIGN_PAGE: "yes" };
  expect(readEnv(asked).TEST_DESIGN_PAGE).toBe("yes");
  expect(() => readEnv({ ...asked, APP_URL: "https://papers.example.org" })).toThrow(
    /TEST_DESIGN_PAGE is for tests on localhost/,
  );
});
