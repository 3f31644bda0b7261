import { randomUUID } from "node:crypto";
import { describe, expect, it, test } from "vitest";
import { invitations } from "@/db/schema/auth";
import { linkOrCreateAccount } from "@/server/auth/identities/mutations";
import { maySignInByMail } from "@/server/auth/identities/queries";
import { signUp } from "@/server/auth/mutations";
import { appDatabase } from "@/server/platform/database";
import { administrator, as, contextFor } from "../support/callers";
import { makeCollection, makeTeam, makeUser, type User } from "../support/factories";

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

test("an invitation for an address is used up by signing up another way", async () => {
  const host = await administrator();
  const email = `${randomUUID()}@example.org`;
  await host.invitations.create({ email });
  const [kept] = await host.invitations.list();
  await join(tokenOf(await host.invitations.create({ email: "" })), { email });
  const latest = await host.invitations.list();
  expect(latest.find(({ id }) => id === kept?.id)).toMatchObject({
    state: "used",
    usedBy: "Somebody",
  });
});

test("an invitation expires after a week, and can be revoked", async () => {
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

test("providers and mailed links admit those an invitation names, and nobody else", async () => {
  const host = await administrator();
  const identity = (email: string, emailVerified: boolean) => ({
    provider: "oidc",
    providerName: "Login",
    providerAccountId: randomUUID(),
    name: "Guest",
    email,
    emailVerified,
  });
  await expect(
    linkOrCreateAccount(stranger(), identity("x@example.org", true)),
  ).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await host.invitations.create({ email: "named@example.org" });
  const mayByMail = (email: string) => maySignInByMail(stranger(), email, { provenEmail: email });
  expect(await mayByMail("named@example.org")).toBe(true);
  expect(await mayByMail("other@example.org")).toBe(false);
  // a link that is kept proves no address
  expect(await maySignInByMail(stranger(), "named@example.org", {})).toBe(false);
  // a reader who has not proved the address may not use an invitation bound to it
  await expect(
    linkOrCreateAccount(stranger(), identity("named@example.org", false)),
  ).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  await linkOrCreateAccount(stranger(), identity("named@example.org", true));
  const token = tokenOf(await host.invitations.create({ email: "" }));
  await linkOrCreateAccount(stranger(), identity("holder@example.org", false), token);
  expect((await host.invitations.list())[0]?.state).toBe("used");
});

describe("invitations to a team", () => {
  async function makeGroup() {
    const [owner, admin, member, stranger] = await Promise.all([
      makeUser(),
      makeUser(),
      makeUser(),
      makeUser(),
    ]);
    const team = await makeTeam({ owner, admins: [admin], members: [member] });
    return { owner, admin, member, stranger, team, teamId: team.id };
  }

  const linkOf = ({ link }: { link: string }) => new URL(link).pathname.replace("/join/", "");

  it("are made by owners and admins, and never above their own role", async () => {
    const { owner, admin, member, stranger, teamId } = await makeGroup();
    const make = (by: User, role: "member" | "admin" | "owner") =>
      as(by).invitations.createForTeam({ teamId, email: "", role });
    await expect(make(stranger, "member")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(make(member, "member")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(make(admin, "owner")).rejects.toMatchObject({ code: "FORBIDDEN" });
    await make(admin, "admin");
    await make(owner, "owner");
    expect(await as(admin).invitations.ofTeam({ teamId })).toHaveLength(2);
    for (const by of [member, stranger]) {
      await expect(as(by).invitations.ofTeam({ teamId })).rejects.toMatchObject({
        code: by === member ? "FORBIDDEN" : "NOT_FOUND",
      });
    }
  });

  it("are made for a pasted list: one each, but for those who are in or invited already", async () => {
    const { owner, admin, member, teamId } = await makeGroup();
    const name = randomUUID();
    const at = (who: string) => `${who}-${name}@example.org`;
    await as(owner).invitations.createForTeam({ teamId, email: at("open") });
    const emails = `"Lovelace, Ada" <${at("ADA")}>, "King; A." <${at("grace")}>; ${at("ada")}\n${at("open")} ${member.email}`;
    const { made, ...known } = await as(admin).invitations.createForTeamEach({ teamId, emails });
    expect(made.map(({ email }) => email)).toEqual([at("ada"), at("grace")]);
    expect(known).toEqual({ members: [member.name], invited: [at("open")] });
    const open = await as(owner).invitations.ofTeam({ teamId });
    expect(open.map(({ email, mostUses }) => [email, mostUses])).toEqual(
      expect.arrayContaining([at("ada"), at("grace"), at("open")].map((email) => [email, 1])),
    );
    expect(open).toHaveLength(3);
    // the link is for its address alone
    const ada = await makeUser({ email: at("ada") });
    const token = linkOf(made[0] as { link: string });
    await expect(as(admin).invitations.accept({ token })).rejects.toThrow();
    await as(ada).invitations.accept({ token });
    expect(await as(owner).invitations.ofTeam({ teamId })).toHaveLength(2);
  });

  it("are made for all of a pasted list or for none of it", async () => {
    const { owner, teamId } = await makeGroup();
    const each = (emails: string) => as(owner).invitations.createForTeamEach({ teamId, emails });
    const refused = (emails: string, message: string) =>
      expect(each(emails), message).rejects.toMatchObject({
        cause: { issues: [{ path: ["emails"], message: expect.stringContaining(message) }] },
      });
    await refused("ada@example.org, Grace", "“Grace” is no address like name@example.org.");
    await refused(
      "a b c a",
      "“a”, “b”, and “c” are no addresses like name@example.org. Nothing was",
    );
    await refused(
      Array.from({ length: 60 }, (_, at) => `n${at}`).join(" "),
      "“n49”, and 10 more are no addresses",
    );
    await refused('"Okonkwo, Ngozi", ada@example.org', "Ngozi");
    await refused(" ,; \n", "Please enter at least one address.");
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => `${at}-${teamId}@example.org`).join("\n");
    await refused(many(51), "At most 50 people can be invited at a time.");
    await refused("x".repeat(20_001), "This is too long");
    expect(await as(owner).invitations.ofTeam({ teamId })).toEqual([]);
    await each(many(50));
    // the hour's invitations are counted each
    await each(many(50).replaceAll("@", ".again@"));
    await expect(each(many(50).replaceAll("@", ".more@"))).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
    });
    expect(await as(owner).invitations.ofTeam({ teamId })).toHaveLength(100);
  });

  it("lead to a collection of that team only, which their maker may read", async () => {
    const { owner, admin, teamId } = await makeGroup();
    const other = await makeGroup();
    const elsewhere = await makeCollection(other.team);
    await expect(
      as(owner).invitations.createForTeam({ teamId, email: "", listId: elsewhere.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    // both are theirs, but neither belongs to the other
    const both = await makeTeam({ owner: admin });
    const mine = await makeCollection(both);
    await expect(
      as(admin).invitations.createForTeam({ teamId, email: "", listId: mine.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("are revoked and sent again only by those who could create them", async () => {
    const { owner, admin, member, stranger, teamId } = await makeGroup();
    const high = await as(owner).invitations.createForTeam({ teamId, email: "", role: "owner" });
    const [open] = await as(owner).invitations.ofTeam({ teamId });
    const id = open?.id ?? "";
    const operator = await makeUser({ role: "administrator" });
    for (const deed of ["revoke", "resend"] as const) {
      await expect(as(admin).invitations[deed]({ id })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      for (const by of [member, stranger, operator]) {
        await expect(as(by).invitations[deed]({ id })).rejects.toMatchObject({
          code: "NOT_FOUND",
        });
      }
    }
    const again = await as(owner).invitations.resend({ id });
    const reader = await makeUser();
    await expect(as(reader).invitations.accept({ token: linkOf(high) })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await as(owner).invitations.revoke({ id });
    await expect(as(reader).invitations.accept({ token: linkOf(again) })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(owner).invitations.resend({ id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("are not among those to the installation, which its administrators see", async () => {
    const { owner, teamId } = await makeGroup();
    await as(owner).invitations.createForTeam({ teamId, email: "secret@example.org" });
    const all = await (await administrator()).invitations.list();
    expect(JSON.stringify(all)).not.toContain("secret@example.org");
  });

  it("do not reveal the name of a collection that now belongs to another team", async () => {
    const { owner, admin, teamId, team } = await makeGroup();
    const list = await makeCollection(team, { name: "Ours" });
    await as(admin).invitations.createForTeam({ teamId, email: "", listId: list.id });
    const told = async () => (await as(admin).invitations.ofTeam({ teamId }))[0]?.list;
    expect(await told()).toBe("Ours");
    const elsewhere = await makeTeam({ owner });
    await as(owner).collections.transfer({ listId: list.id, teamId: elsewhere.id });
    expect(await told()).toBeNull();
  });

  it("are stored as hashes, and their links are shown once", async () => {
    const { owner, teamId } = await makeGroup();
    const token = linkOf(await as(owner).invitations.createForTeam({ teamId, email: "" }));
    const kept = await appDatabase().select().from(invitations);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(await as(owner).invitations.ofTeam({ teamId }))).not.toContain(token);
  });

  it.each([
    { mostUses: 0 },
    { mostUses: 101 },
    { mostUses: 1.5 },
    { days: 0 },
    { days: 31 },
    { email: "no address" },
    { role: "king" },
    { listId: "x" },
    { teamId: "x" },
  ])("are refused with %j", async (wrong) => {
    const { owner, teamId } = await makeGroup();
    const input = { teamId, email: "", ...wrong } as never;
    await expect(as(owner).invitations.createForTeam(input)).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("are limited to a plausible number", async () => {
    const { owner, teamId } = await makeGroup();
    const email = `${randomUUID()}@example.org`;
    for (let letter = 0; letter < 10; letter++) {
      await as(owner).invitations.createForTeam({ teamId, email });
    }
    // strangers cannot fill anyone's mailbox
    await expect(as(owner).invitations.createForTeam({ teamId, email })).rejects.toMatchObject({
      code: "TOO_MANY_REQUESTS",
    });
  });
});
