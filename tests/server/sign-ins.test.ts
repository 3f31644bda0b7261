import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { signIns } from "@/db/schema/sign-ins";
import { signIn, signUp } from "@/server/auth/mutations";
import { purgeSignIns, recordSignIn } from "@/server/auth/sign-ins/mutations";
import { appDatabase } from "@/server/platform/database";
import { MAX_SIGN_INS } from "@/server/platform/limits";
import { as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const DAY = 86_400_000;

const at = (when: Date) => contextFor({ kind: "system" }, { now: () => when });

test("signing up and in are noted with the browser's name, and nothing of the network", async () => {
  const stranger = contextFor({ kind: "anonymous" });
  const person = {
    name: "Ada",
    email: "ada@example.org",
    password: "correct horse battery",
    client: "198.51.100.7",
    userAgent: firefox,
  };
  await signUp(stranger, person);
  await signIn(stranger, person);
  await expect(signIn(stranger, { ...person, password: "not it at all" })).rejects.toThrow();
  const rows = await appDatabase().select().from(signIns);
  expect(rows).toHaveLength(2);
  for (const row of rows) {
    expect(row).toMatchObject({ way: "password", browser: "Firefox on Linux", refused: false });
  }
  expect(JSON.stringify(rows)).not.toContain(person.client);
});

test("a reader sees their own, newest first, and only the latest are kept", async () => {
  const [user, other] = [await makeUser(), await makeUser()];
  const began = Date.now() - DAY;
  const entry = { userId: user.id, userAgent: null, way: "link" } as const;
  for (let index = 0; index < MAX_SIGN_INS + 5; index++) {
    await recordSignIn(at(new Date(began + index)), entry);
  }
  await recordSignIn(at(new Date()), {
    userId: other.id,
    userAgent: null,
    way: "provider",
    provider: "github",
  });
  const shown = await as(user).signIns.recent();
  expect(shown.map(({ at }) => at.getTime() - began)).toEqual(
    Array.from({ length: MAX_SIGN_INS }, (_, index) => MAX_SIGN_INS + 4 - index),
  );
  const kept = await appDatabase().select().from(signIns).where(eq(signIns.userId, user.id));
  expect(kept).toHaveLength(MAX_SIGN_INS);
  expect(await as(other).signIns.recent()).toMatchObject([{ provider: "github" }]);
});

test("after ninety days they are purged", async () => {
  const user = await makeUser();
  const entry = { userId: user.id, userAgent: randomUUID(), way: "password" } as const;
  await recordSignIn(at(new Date(Date.now() - 91 * DAY)), entry);
  await recordSignIn(at(new Date(Date.now() - 89 * DAY)), entry);
  expect(await purgeSignIns(at(new Date()))).toBe(1);
  expect(await as(user).signIns.recent()).toHaveLength(1);
});
