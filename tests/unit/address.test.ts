import { describe, expect, it } from "vitest";
import { readAddress } from "@/db/address";
import { readEnv } from "@/server/platform/env";

/** The error for an unusable address. */
function refusal(DATABASE_URL: string): string {
  try {
    readEnv({ DATABASE_URL });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it was accepted");
}

describe("an address of Postgres", () => {
  it("is read as libpq reads it", () => {
    expect(readAddress("postgres://ada:p%40ss%25@db.example.org:6543/papers")).toMatchObject({
      host: "db.example.org",
      port: 6543,
      user: "ada",
      pass: "p@ss%",
      database: "papers",
      ssl: false,
    });
    expect(readAddress("postgresql://db")).toMatchObject({ host: "db", port: 5432 });
    expect(readAddress("postgres://ada@[::1]:5433/x")).toMatchObject({ host: "::1", port: 5433 });
    expect(readAddress("postgres://db/x?user=ada&password=a%26b+c")).toMatchObject({
      user: "ada",
      pass: "a&b+c",
    });
  });

  it("may name the folder of a socket", () => {
    const path = "/var/run/postgresql/.s.PGSQL.5432";
    expect(readAddress("postgres://ada@/papers?host=/var/run/postgresql").path).toBe(path);
    expect(readAddress("postgres:///papers?host=%2Fvar%2Frun%2Fpostgresql").path).toBe(path);
    expect(readAddress("postgres://%2Fvar%2Frun%2Fpostgresql/papers").path).toBe(path);
    expect(readAddress("postgres://db/papers").path).toBeUndefined();
  });

  it("says how the connection is secured", () => {
    const ssl = (query: string) => readAddress(`postgres://db/x?${query}`).ssl;
    expect(ssl("sslmode=disable")).toBe(false);
    expect(ssl("sslmode=prefer")).toBe("prefer");
    expect(ssl("sslmode=require")).toBe("require");
    expect(ssl("sslmode=verify-full")).not.toHaveProperty("checkServerIdentity");
    expect(ssl("sslmode=verify-ca")).toHaveProperty("checkServerIdentity");
    expect(ssl("sslmode=verify-full")).not.toHaveProperty("rejectUnauthorized");
  });

  it("passes on what else it says to the server", () => {
    const { connection } = readAddress("postgres://db/x?search_path=papers&sslmode=disable");
    expect(connection).toEqual({ search_path: "papers" });
  });

  it.each([
    [
      "postgres://ada:secret@one:5432,two:5432/x",
      /names several hosts, and Broadsheet connects to one/,
    ],
    ["postgres://ada:secret@one,two/x", /names several hosts/],
    ["postgres://ada:secret@/x?host=one,two", /names several hosts/],
    ["postgres://ada:secret%zz@db/x", /% that no two hexadecimal digits follow/],
    ["postgres://ada:secret/@db/x", /must be an address like postgres:/],
    ["mysql://ada:secret@db/x", /must be an address like postgres:/],
    ["postgres://ada:secret@db:99999/x", /must be an address like postgres:/],
    ["postgres://ada:secret@db/x?sslmode=yes", /has the sslmode yes: choose/],
    [
      "postgres://ada:secret@db/x?sslmode=require&sslrootcert=/no/where",
      /\/no\/where, .* \(ENOENT\)/,
    ],
    ["postgres://ada:secret@db/x?connect_timeout=soon", /connect_timeout soon/],
  ])("is refused in words that do not repeat its password: %s", (address, words) => {
    const sentence = refusal(address);
    expect(sentence).toMatch(words);
    expect(sentence).toMatch(/^The settings do not fit\. DATABASE_URL /);
    expect(sentence).not.toContain("secret");
  });

  it("past a pooler wants the one that leads through it", () => {
    const direct = { DATABASE_DIRECT_URL: "postgres://db/x" };
    expect(() => readEnv(direct)).toThrow(/DATABASE_URL is missing: DATABASE_DIRECT_URL is set/);
    expect(readEnv({ ...direct, DATABASE_URL: "postgres://pooler/x" })).toMatchObject(direct);
  });
});
