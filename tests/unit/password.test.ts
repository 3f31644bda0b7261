import { scrypt, scryptSync } from "node:crypto";
import { ZxcvbnFactory, type ZxcvbnResult } from "@zxcvbn-ts/core";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { checkPassword, hashPassword, inTurn, MAX_WAITING } from "@/server/auth/passwords/hash";
import { faultOf } from "@/server/auth/passwords/policy";
import { weaknessOf } from "@/server/auth/passwords/strength";
import { env, readEnv } from "@/server/platform/env";

// the real one, with a record of its calls
vi.mock("node:crypto", async (original) => {
  const real = await original<typeof import("node:crypto")>();
  return { ...real, scrypt: vi.fn(real.scrypt) };
});

describe("a password's hash", () => {
  beforeEach(() => {
    vi.mocked(scrypt).mockClear();
    Object.assign(env(), { SCRYPT_COST: 10 });
  });

  test("takes 32 MB three times over, unless the setting says otherwise", async () => {
    Object.assign(env(), { SCRYPT_COST: readEnv({}).SCRYPT_COST });
    expect(await hashPassword("a b c d e f")).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    const [, , length, cost] = vi.mocked(scrypt).mock.lastCall ?? [];
    expect(length).toBe(32);
    expect(cost).toMatchObject({ N: 2 ** 15, r: 8, p: 3 });
  });

  test("has the memory of the dearest setting, and no more", async () => {
    expect(() => readEnv({ SCRYPT_COST: "17" })).toThrow(/SCRYPT_COST/);
    const madeAt = (ln: number) => `$scrypt$ln=${ln},r=8,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;
    const wrong = { right: false, outdated: true };
    expect(await checkPassword("a b c d e f", madeAt(16))).toEqual(wrong);
    await expect(checkPassword("a b c d e f", madeAt(17))).rejects.toThrow(/memory limit/);
  });

  test("is not cheap where readers come", () => {
    const cheap = { SCRYPT_COST: "14", APP_URL: "https://papers.example.org" };
    const refused = /SCRYPT_COST is less than 15.*leave it unset/;
    for (const NODE_ENV of ["production", "development", undefined]) {
      expect(() => readEnv({ SCRYPT_COST: "14", NODE_ENV })).toThrow(refused);
      expect(() => readEnv({ ...cheap, NODE_ENV, TEST_CHEAP_HASHES: "yes" })).toThrow(refused);
    }
    const e2e = { NODE_ENV: "production", SCRYPT_COST: "10", TEST_CHEAP_HASHES: "yes" };
    expect(readEnv(e2e).SCRYPT_COST).toBe(10);
    expect(readEnv({ ...e2e, APP_URL: "http://localhost:3000" }).SCRYPT_COST).toBe(10);
    expect(readEnv({ NODE_ENV: "test", SCRYPT_COST: "10" }).SCRYPT_COST).toBe(10);
  });

  test("has a bounded queue: beyond it, readers are asked to come back", async () => {
    const underWay: (() => void)[] = [];
    vi.mocked(scrypt).mockImplementation((...given) => {
      const done = given.at(-1) as (error: null, key: Buffer) => void;
      underWay.push(() => done(null, Buffer.alloc(32)));
    });
    const crowd = Array.from({ length: 130 }, () => inTurn(() => hashPassword("a b c d e f")));
    const outcomes = Promise.allSettled(crowd);
    await Promise.allSettled(crowd.slice(MAX_WAITING + 2));
    const late = vi.fn();
    await expect(inTurn(late)).rejects.toThrow(/Please try again in a few seconds/);
    expect(late).not.toHaveBeenCalled();
    // two at a time: the rest of Node's four threads are for everything else
    expect(underWay).toHaveLength(2);
    for (let turn = 0; turn < MAX_WAITING + 2; turn++) {
      underWay[turn]?.();
      await new Promise(setImmediate);
    }
    const refused = (await outcomes).flatMap((each) =>
      each.status === "rejected" ? [each.reason.code] : [],
    );
    expect(refused).toEqual(Array(130 - MAX_WAITING - 2).fill("SERVICE_UNAVAILABLE"));
    expect(await inTurn(async () => "done")).toBe("done");
    vi.mocked(scrypt).mockRestore();
  });

  test("knows its password and no other, and is salted", async () => {
    const [one, two] = await Promise.all([
      hashPassword("a b c d e f"),
      hashPassword("a b c d e f"),
    ]);
    expect(one).not.toBe(two);
    expect(await checkPassword("a b c d e f", one)).toEqual({ right: true, outdated: false });
    expect((await checkPassword("a b c d e g", one)).right).toBe(false);
  });

  test("takes one character in its two spellings for the same", async () => {
    const stored = await hashPassword("Ångström unit".normalize("NFC"));
    expect((await checkPassword("Ångström unit".normalize("NFD"), stored)).right).toBe(true);
  });

  test("made with other parameters still works, and asks to be renewed", async () => {
    const salt = Buffer.alloc(16, 7);
    const key = scryptSync("an old password", salt, 32, { N: 2 ** 14, r: 8, p: 1 });
    const stored = `$scrypt$ln=14,r=8,p=1$${salt.toString("base64url")}$${key.toString("base64url")}`;
    expect(await checkPassword("an old password", stored)).toEqual({ right: true, outdated: true });

    const cheap = await hashPassword("a b c d e f");
    Object.assign(env(), { SCRYPT_COST: 11 });
    expect(await checkPassword("a b c d e f", cheap)).toEqual({ right: true, outdated: true });
    expect((await checkPassword("a b c d e g", cheap)).right).toBe(false);
  });

  test("is computed at the same cost where there is none, and is never right", async () => {
    const workFor = async (stored: string | null) => {
      vi.mocked(scrypt).mockClear();
      expect((await checkPassword("a b c d e f", stored)).right).toBe(false);
      return vi.mocked(scrypt).mock.calls.map(([, , length, cost]) => ({ length, cost }));
    };
    const known = await workFor(await hashPassword("something else"));
    expect(known).toHaveLength(1);
    expect(await workFor(null)).toEqual(known);
  });
});

describe("a password is refused", () => {
  const ada = { name: "Augusta Ada King", email: "augusta.ada@example.org" };

  const common = /many people use/;
  const known = /your name, your address or the name of this site/;
  const keyboard = /keys on a keyboard/;
  const pattern = /repeats or counts/;

  test.each([
    ["123456789", /at least 10/],
    ["ééééé", /at least 10/],
    ["x".repeat(257), /at most 256/],
    ["password123", common],
    ["PASSWORD123", common],
    ["ｐａｓｓｗｏｒｄ１２３", common],
    ["P@ssw0rd123", common],
    ["P4$$w0rd!2024", common],
    ["Welcome2024!", common],
    ["Welcome 2024!", common],
    ["letmein12345", common],
    ["iloveyou2023", common],
    ["1234567890", common],
    ["1qaz2wsx3edc", common],
    ["zxcvfdsaqwer", keyboard],
    ["aaaaaaaaaaaa", pattern],
    ["abcabcabcabc", pattern],
    ["hunter2hunter2", pattern],
    ["p@$$w0rd".repeat(20), pattern],
    ["December2025", /date or a year|common words/],
    ["diplomaticenvoy", /common words/],
    ["Broadsheet2024!", known],
    ["br0adsh33t!!2", known],
    ["papers.lab.example", known],
    ["augusta.ada@example.org", known],
    ["Augusta.Ada", known],
    ["augusta ada king", known],
    ["Ada King 1815!", known],
    ["4ugusta!1815", known],
  ])("%j", async (password, reason) => {
    Object.assign(env(), { APP_URL: "https://papers.lab.example" });
    const fault = await faultOf(password, ada);
    expect(fault).toMatch(reason);
    if (!/^Please/.test(fault ?? "")) expect(fault).toMatch(/Use three or four unrelated words/);
  });

  test.each([
    "correct horse battery",
    "longer than ten",
    "日本語のパスワードです",
    "k9 tuba lamp",
    "Vq8!mZx2rT",
    "augusta likes a lantern over water",
  ])("but not %j", async (password) => {
    expect(await faultOf(password, ada)).toBeNull();
  });

  test("without looking further than a bound, however long it is", async () => {
    const check = vi.spyOn(ZxcvbnFactory.prototype, "check");
    const long = "4@8({[<369&#0$5+7%2".repeat(550);
    expect(await weaknessOf(long, [])).toBeNull();
    const looked = (result: ZxcvbnResult) => result.sequence.map(({ token }) => token).join("");
    expect(check.mock.results.map(({ value }) => looked(value))).toEqual([long.slice(0, 40)]);
    check.mockRestore();
  });
});
