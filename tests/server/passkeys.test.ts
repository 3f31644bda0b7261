import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { passkeys } from "@/db/schema/factors";
import { users } from "@/db/schema/users";
import { registerPasskey, removePasskey } from "@/server/auth/passkeys/mutations";
import { signInOptions } from "@/server/auth/passkeys/queries";
import { assertionField, registrationInput } from "@/server/auth/passkeys/schema";
import { actorOf } from "@/server/auth/sessions/actor";
import { isConfirmed } from "@/server/auth/sessions/queries";
import { signInByPasskey } from "@/server/auth/sign-ins/entry";
import { appDatabase } from "@/server/platform/database";
import { softAuthenticator } from "../support/authenticator";
import { as, contextFor, signedInAs } from "../support/callers";
import { makeUser, type User } from "../support/factories";

const stranger = (at?: Date) =>
  contextFor({ kind: "anonymous" }, at ? { now: () => at } : undefined);

const from = { client: "10.0.0.1", userAgent: null };

/** A reader with a passkey. */
async function withPasskey(given: Partial<User> = {}) {
  const user = await makeUser({ passwordHash: "some", ...given });
  const signedIn = await signedInAs(user);
  const device = softAuthenticator();
  const response = device.make(await signedIn.caller.passkeys.registrationOptions());
  await registerPasskey(signedIn.ctx, { response, name: "Firefox on Linux" });
  return { user, device, ...signedIn };
}

async function options(at?: Date) {
  const asked = await signInOptions(stranger(at));
  if (!asked) throw new Error("there are no passkeys here");
  return asked;
}

test("a passkey signs its owner in by itself, and that confirms the session", async () => {
  const { user, device } = await withPasskey({ twoStep: true });
  const response = device.get(await options());
  const { token } = await signInByPasskey(stranger(), { ...from, response });
  const actor = await actorOf(appDatabase(), token, new Date());
  expect(actor).toMatchObject({ kind: "user", userId: user.id });
  if (actor.kind === "user") expect(await isConfirmed(contextFor(actor))).toBe(true);
  expect(await as(user).signIns.recent()).toMatchObject([{ way: "passkey", refused: false }]);
  const { passkeys: own } = await as(user).passkeys.list();
  expect(own).toMatchObject([{ usable: true, lastUsedAt: expect.any(Date) }]);
});

test("a challenge is accepted once, however many responses come at once", async () => {
  const { device } = await withPasskey();
  const response = device.get(await options());
  const tries = await Promise.allSettled(
    Array.from({ length: 5 }, () => signInByPasskey(stranger(), { ...from, response })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(signInByPasskey(stranger(), { ...from, response })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
});

test("what is not an answer to a challenge of ours for this is refused", async () => {
  const { user, device, caller, ctx } = await withPasskey();
  const confirmation = (await caller.confirmation.means()).passkey;
  const registration = await caller.passkeys.registrationOptions();
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const foreign = softAuthenticator();
  const phished = softAuthenticator({ origin: "https://evil.example" });
  const good = await options();
  for (const [what, response] of [
    ["for confirming", device.get({ challenge: confirmation?.challenge ?? "" })],
    ["for registering", device.get(registration)],
    ["made by nobody", device.get({ challenge: "AAAA" })],
    ["too old", device.get(await options(anHourAgo))],
    ["of a passkey that is not known", foreign.get(good)],
    ["signed by another key", { ...foreign.get(good), ...device.credential }],
    ["made elsewhere", { ...phished.get(good), ...device.credential }],
  ] as const) {
    await expect(signInByPasskey(stranger(), { ...from, response }), what).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  }
  // a confirmation is for one session
  const elsewhere = await signedInAs(user, { confirmed: false });
  const answer = device.get({ challenge: confirmation?.challenge ?? "" });
  await expect(elsewhere.caller.confirmation.confirm({ passkey: answer })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  // as the field of a form
  await caller.confirmation.confirm({ passkey: assertionField.parse(JSON.stringify(answer)) });
  expect(await isConfirmed(ctx)).toBe(true);
});

test("a field that holds no passkey's answer is refused, and is no fault of ours", () => {
  for (const text of ["{", "null", "[]", '{"id":"a"}', "x".repeat(30_000)]) {
    expect(assertionField.safeParse(text).success, text.slice(0, 20)).toBe(false);
  }
});

test("of how a passkey is reached, only what WebAuthn names is kept", async () => {
  const { ctx, caller, user } = await withPasskey();
  const made = softAuthenticator().make(await caller.passkeys.registrationOptions());
  const transports = ["usb", "<script>", "usb", "a-way-that-is-not-known-yet", "internal"];
  const response = registrationInput.parse({
    ...made,
    response: { ...made.response, transports },
  });
  await registerPasskey(ctx, { response, name: "Another browser" });
  const kept = await appDatabase().select().from(passkeys).where(eq(passkeys.userId, user.id));
  expect(kept.map((passkey) => passkey.transports)).toContainEqual(["internal", "usb"]);
});

test("a counter that stays at zero is fine, and one that decreases is not", async () => {
  const { device } = await withPasskey();
  const use = async () =>
    signInByPasskey(stranger(), { ...from, response: device.get(await options()) });
  await use();
  await use();
  device.setCounter(7);
  await use();
  device.setCounter(6);
  await expect(use()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("one passkey is kept once, and no more than twenty", async () => {
  const { ctx, caller, user } = await withPasskey();
  const response = softAuthenticator().make(await caller.passkeys.registrationOptions());
  const tries = await Promise.allSettled(
    [1, 2, 3].map(() => registerPasskey(ctx, { response, name: "A browser" })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const more = Array.from({ length: 18 }, (_, index) => ({
    userId: user.id,
    credentialId: `${user.id}-${index}`,
    publicKey: "x",
    rpId: "localhost",
    name: "A browser",
  }));
  await appDatabase().insert(passkeys).values(more);
  const another = softAuthenticator().make(await caller.passkeys.registrationOptions());
  await expect(registerPasskey(ctx, { response: another, name: "A" })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("one's own passkey is removed, but not the last way in, nor the last second step", async () => {
  const { user, ctx, caller, device } = await withPasskey();
  const [passkey] = (await caller.passkeys.list()).passkeys;
  const id = passkey?.id ?? "";
  const other = await signedInAs(await makeUser());
  await expect(removePasskey(other.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });

  const set = (columns: Partial<User>) =>
    appDatabase().update(users).set(columns).where(eq(users.id, user.id));
  await set({ twoStep: true });
  await expect(removePasskey(ctx, { id })).rejects.toThrow(/your second step/);
  await set({ twoStep: false, passwordHash: null });
  await expect(removePasskey(ctx, { id })).rejects.toThrow(/only way to sign in/);
  await set({ passwordHash: "some" });
  await removePasskey(ctx, { id });
  const response = device.get(await options());
  await expect(signInByPasskey(stranger(), { ...from, response })).rejects.toThrow(
    /not known here/,
  );
});
