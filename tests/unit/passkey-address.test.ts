import { beforeEach, expect, test } from "vitest";
import { passkeyAddress } from "@/server/auth/passkeys/relying-party";
import { env } from "@/server/platform/env";

beforeEach(() => {
  Object.assign(env(), { APP_URL: undefined, PORT: 3000, AUTH_SECRET: "x".repeat(32) });
});

test.each([
  ["https://papers.example.org", "papers.example.org", "https://papers.example.org"],
  ["https://papers.example.org:8443/", "papers.example.org", "https://papers.example.org:8443"],
  ["http://localhost:4000", "localhost", "http://localhost:4000"],
  [undefined, "localhost", "http://localhost:3000"],
])("at %j passkeys are made for %s", (APP_URL, id, origin) => {
  Object.assign(env(), { APP_URL });
  expect(passkeyAddress()).toEqual({ relyingParty: { id, origin }, reason: null });
});

test.each([
  ["http://papers.example.org", /over HTTPS only.*http:\/\/papers\.example\.org/],
  ["https://192.0.2.7", /names only.*192\.0\.2\.7/],
  ["https://[2001:db8::1]:3000", /names only/],
])("at %s there can be none, and the reason is said", (APP_URL, reason) => {
  Object.assign(env(), { APP_URL });
  expect(passkeyAddress()).toMatchObject({
    relyingParty: null,
    reason: expect.stringMatching(reason),
  });
});

test("without AUTH_SECRET there can be none", () => {
  Object.assign(env(), { AUTH_SECRET: undefined });
  expect(passkeyAddress().reason).toMatch(/AUTH_SECRET/);
});
