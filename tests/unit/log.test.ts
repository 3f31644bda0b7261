import { describe, expect, test } from "vitest";
import { createLog, discreet } from "@/server/platform/log";

const TOKEN = "q7Zb1Xc9Vd3Ne5Mf7Lg9Kh1Ji3Ho5Gp7Fq9Er1Ds3C";

/** What the log writes for an error. */
function written(err: unknown) {
  const lines: string[] = [];
  createLog("info", { write: (line: string) => lines.push(line) }).error({ err }, "it failed");
  expect(lines).toHaveLength(1);
  return lines[0] ?? "";
}

describe("of an error the log says", () => {
  test("what kind it is, what it says and where it came from", () => {
    const line = JSON.parse(written(new TypeError("of no use", { cause: new Error("deeper") })));
    expect(line.err).toMatchObject({ kind: "TypeError", message: "of no use" });
    expect(line.err.stack[0]).toContain("log.test.ts");
    expect(line.err.cause.message).toBe("deeper");
  });

  test("nothing that libraries attach: parameters, rows, requests", () => {
    const error = Object.assign(new Error("it failed"), {
      parameters: ["ada@example.org", "$scrypt$ln=15"],
      detail: "Key (email)=(ada@example.org) already exists.",
      config: { headers: { cookie: TOKEN } },
    });
    expect(written(error)).not.toMatch(/ada@|scrypt|Key|q7Zb/);
  });

  test("no address, token or query that its message holds", () => {
    const error = new Error(
      `550 <ada@example.org> is unknown, see https://example.org/x?user=ada and ${TOKEN}`,
    );
    const line = written(new Error("outer", { cause: error }));
    expect(line).not.toMatch(/ada|q7Zb/);
    expect(line).toContain("550");
  });

  test("nothing of what is not an error", () => {
    expect(written("ada@example.org")).not.toContain("ada");
    expect(written({ email: "ada@example.org" })).not.toContain("ada");
  });
});

test("names of constraints, ids and code in a message stay", () => {
  const text = "Postgres refused a statement with 23505 (users, users_email_unique).";
  expect(discreet(text)).toBe(text);
  expect(discreet("request 6f1ed002-ab59-4c1c-b2c0-29e2f3f0c9a1")).toContain("6f1ed002");
});
