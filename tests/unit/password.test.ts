import { scryptSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkPassword, hashPassword } from "@/server/passwords/hash";
import { faultOf } from "@/server/passwords/policy";

describe("a password's hash", () => {
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

  test("made with other parameters still works, and asks to be made anew", async () => {
    const salt = Buffer.alloc(16, 7);
    const key = scryptSync("an old password", salt, 32, { N: 2 ** 14, r: 8, p: 1 });
    const stored = `$scrypt$ln=14,r=8,p=1$${salt.toString("base64url")}$${key.toString("base64url")}`;
    expect(await checkPassword("an old password", stored)).toEqual({ right: true, outdated: true });
  });

  test("is computed where there is none, and is never right", async () => {
    const time = async (stored: string | null) => {
      const began = performance.now();
      expect((await checkPassword("a b c d e f", stored)).right).toBe(false);
      return performance.now() - began;
    };
    const known = await time(await hashPassword("something else"));
    expect(await time(null)).toBeGreaterThan(known / 3);
  });
});

describe("a password is refused", () => {
  const ada = { name: "Augusta Ada King", email: "augusta.ada@example.org" };

  test.each([
    ["123456789", /at least 10/],
    ["ééééé", /at least 10/],
    ["x".repeat(257), /at most 256/],
    ["password123", /first that are guessed/],
    ["PASSWORD123", /first that are guessed/],
    ["ｐａｓｓｗｏｒｄ１２３", /first that are guessed/],
    ["1234567890", /first that are guessed/],
    ["aaaaaaaaaaaa", /first that are guessed/],
    ["abcabcabcabc", /first that are guessed/],
    ["augusta.ada@example.org", /not your name/],
    ["Augusta.Ada", /not your name/],
    ["augusta ada king", /not your name/],
  ])("%j", async (password, reason) => {
    expect(await faultOf(password, ada)).toMatch(reason);
  });

  test.each(["correct horse", "longer than ten", "日本語のパスワードです", "x1x1x1tail!"])(
    "but not %j",
    async (password) => {
      expect(await faultOf(password, ada)).toBeNull();
    },
  );
});
