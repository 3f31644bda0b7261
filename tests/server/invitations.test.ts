import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { signUp } from "@/server/auth/service";
import { admit, mayComeByMail } from "@/server/identities/service";
import { administrator, as, contextFor } from "../support/callers";
import { makeUser } from "../support/factories";

process.env.SIGN_UP = "invite";

const stranger = (at?: Date) =>
  contextFor({ kind: "anonymous" }, at ? { now: () => at } : undefined);

const join = (invitation?: string, given: { email?: string; at?: Date } = {}) =>
  signUp(stranger(given.at), {
    name: "Somebody",
    email: given.email ?? `${randomUUID()}@example.org`,
    password: "correct horse battery",
    client: randomUUID(),
    userAgent: null,
    invitation,
  });

const tokenOf = ({ link }: { link: string }) =>
  new URL(link).searchParams.get("invitation") ?? undefined;

test("the very first account needs no invitation; the next one does", async () => {
  expect((await join()).session).not.toBeNull();
  await expect(join()).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(join("made up")).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("an invitation works once, however many use it at once", async () => {
  const host = await administrator();
  const token = tokenOf(await host.invitations.create({ email: "" }));
  const tries = await Promise.allSettled([1, 2, 3].map(() => join(token)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(join(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await host.invitations.list())[0]).toMatchObject({ state: "used", usedBy: "Somebody" });
});

test("an invitation for an address is for that address alone", async () => {
  const token = tokenOf(
    await (await administrator()).invitations.create({ email: "Guest@Example.org" }),
  );
  await expect(join(token)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await join(token, { email: "guest@example.org" })).session).not.toBeNull();
});

test("an invitation ends after a week, and can be taken back", async () => {
  const host = await administrator();
  const made = await host.invitations.create({ email: "" });
  const late = new Date(Date.now() + 8 * 86_400_000);
  await expect(join(tokenOf(made), { at: late })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const [latest] = await host.invitations.list();
  await host.invitations.revoke({ id: latest?.id ?? "" });
  await expect(join(tokenOf(made))).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("only administrators invite, and a taken address spends no invitation", async () => {
  const reader = await makeUser();
  await expect(as(reader).invitations.create({ email: "" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  const token = tokenOf(await (await administrator()).invitations.create({ email: "" }));
  await expect(join(token, { email: reader.email })).rejects.toMatchObject({ code: "CONFLICT" });
  expect((await join(token)).session).not.toBeNull();
});

test("providers and mailed links bring in whom an invitation names, and nobody else", async () => {
  const host = await administrator();
  const identity = (email: string, emailVerified: boolean) => ({
    provider: "oidc",
    providerName: "Login",
    providerAccountId: randomUUID(),
    name: "Guest",
    email,
    emailVerified,
  });
  await expect(admit(stranger(), identity("x@example.org", true))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await host.invitations.create({ email: "named@example.org" });
  expect(await mayComeByMail(stranger(), "named@example.org")).toBe(true);
  expect(await mayComeByMail(stranger(), "other@example.org")).toBe(false);
  // whoever has not proved the address may not use what is bound to it
  await expect(admit(stranger(), identity("named@example.org", false))).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await admit(stranger(), identity("named@example.org", true));
  const token = tokenOf(await host.invitations.create({ email: "" }));
  await admit(stranger(), identity("holder@example.org", false), token);
  expect((await host.invitations.list())[0]?.state).toBe("used");
});
