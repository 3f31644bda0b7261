import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { POST } from "@/app/api/trpc/[trpc]/route";
import { appRouter } from "@/server/api/root";
import { sessionCookieName } from "@/server/auth/sessions/cookie";
import { startSession } from "@/server/auth/sessions/mutations";
import { appDatabase } from "@/server/platform/database";
import { KIND_OF } from "@/server/platform/rate-limits/writes";
import { as } from "../support/callers";
import { makePaper, makeUser, type User } from "../support/factories";

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
);

test("every mutation has a rate, and no rate is for what is no mutation", () => {
  const mutations = procedures.filter(([, { _def }]) => _def.type === "mutation");
  expect(mutations.length).toBeGreaterThan(40);
  expect(Object.keys(KIND_OF).sort()).toEqual(mutations.map(([path]) => path).sort());
});

const note = (user: User, paperId: number) =>
  as(user).annotations.create({
    id: randomUUID(),
    paperId,
    version: 1,
    audience: "me",
    body: "Again.",
  });

/** How many of these concurrent calls succeeded, and the refusals of the others. */
async function sent(calls: number, call: () => Promise<unknown>) {
  const answers = await Promise.allSettled(Array.from({ length: calls }, call));
  const refusals = answers.flatMap((answer) =>
    answer.status === "rejected" ? [answer.reason] : [],
  );
  return { answered: calls - refusals.length, refusals };
}

test("a script that writes endlessly is refused, only for that kind of write", async () => {
  const [script, person, paper] = [await makeUser(), await makeUser(), await makePaper()];
  const same = { hidesVotes: false };
  const { answered, refusals } = await sent(70, () => as(script).accounts.hideVotes(same));
  expect(answered).toBe(60);
  expect(refusals).toHaveLength(10);
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      code: "TOO_MANY_REQUESTS",
      message: expect.stringMatching(
        /^You have made too many changes in a short time, so this one was not saved\. Please try again in \d+ (seconds|minutes)\.$/,
      ),
    });
  }
  expect(await note(script, paper.id)).toMatchObject({ body: "Again." });
  await as(person).accounts.hideVotes(same);
});

test("what is only read is not counted", async () => {
  const [reader, paper] = [await makeUser(), await makePaper()];
  const { answered } = await sent(70, () => as(reader).votes.voters({ paperId: paper.id }));
  expect(answered).toBe(70);
});

test("over HTTP the refusal is a 429 that says when to try again", async () => {
  const reader = await makeUser();
  const { token } = await startSession(appDatabase(), {
    userId: reader.id,
    userAgent: null,
    now: new Date(),
  });
  const end = () =>
    POST(
      new Request("http://localhost/api/trpc/sessions.end", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          cookie: `${sessionCookieName()}=${token}`,
        },
        body: JSON.stringify({ id: randomUUID() }),
      }),
    );
  let answer = await end();
  for (let call = 0; call < 60; call++) {
    expect(answer.status).toBe(404);
    expect(answer.headers.get("retry-after")).toBeNull();
    answer = await end();
  }
  expect(answer.status).toBe(429);
  const wait = Number(answer.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(600);
});

test("previews have their rate too, and are read by POST, as a URL has no room for them", async () => {
  const reader = await makeUser();
  const { token } = await startSession(appDatabase(), {
    userId: reader.id,
    userAgent: null,
    now: new Date(),
  });
  const preview = () =>
    POST(
      new Request("http://localhost/api/trpc/annotations.preview", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          cookie: `${sessionCookieName()}=${token}`,
        },
        body: JSON.stringify({ body: `${"a ".repeat(4_990)} *b*` }),
      }),
    );
  for (let call = 0; call < 60; call++) expect((await preview()).status).toBe(200);
  const refused = await preview();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
});
