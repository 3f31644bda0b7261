import { expect, test } from "vitest";
import { cameFrom, safeCallbackUrl, wayFrom } from "@/server/auth/callback-url";

test.each([
  ["/", "/"],
  ["/papers/2501.00663", "/papers/2501.00663"],
  ["/search?q=a%20b&x=//y", "/search?q=a%20b&x=//y"],
  ["/papers/date/2025-03-13#p3", "/papers/date/2025-03-13#p3"],
  ["/lists/ünïcode", "/lists/%C3%BCn%C3%AFcode"],
  ["/sign-instructions", "/sign-instructions"],
])("%j is a page of this site", (given, expected) => {
  expect(safeCallbackUrl(given)).toBe(expected);
});

test.each([
  undefined,
  null,
  42,
  ["/library", "/notes"],
  "",
  "library",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "/a\\b",
  "https://evil.example/",
  "https:evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,x",
  " //evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  "/\u0000/evil.example",
  "/%2Fevil.example",
  "/%2f%2fevil.example",
  "/%5Cevil.example",
  "/%09/evil.example",
  "/%00",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e/%2fevil.example",
  "/%",
  "/%ff",
  "//user@evil.example",
  "http://localhost:3000@evil.example/",
  `/${"a".repeat(3000)}`,
])("%j is not", (given) => {
  expect(safeCallbackUrl(given, "http://localhost:3000")).toBe("/");
});

test.each([
  "/sign-in",
  "/sign-in?callbackUrl=/sign-in",
  "/sign-in/link",
  "/SIGN-IN",
  "/%73ign-in",
  "/sign-up",
  "/sign-out",
  "/reset-password/abc",
  "/api/auth/callback/oidc",
])("%j would go round in circles", (given) => {
  expect(safeCallbackUrl(given)).toBe("/");
});

test("a whole address counts only on the same origin", () => {
  const origin = "https://papers.example.org";
  expect(safeCallbackUrl(`${origin}/library?tab=read`, origin)).toBe("/library?tab=read");
  expect(safeCallbackUrl(`${origin}//evil.example`, origin)).toBe("/");
  expect(safeCallbackUrl(`${origin}.evil.example/`, origin)).toBe("/");
  expect(safeCallbackUrl(`${origin}/library`)).toBe("/");
});

test.each([
  ["http://here.example/papers/2501.00663?a=b", "/papers/2501.00663?a=b"],
  ["http://here.example/shared/token#note", "/shared/token#note"],
  ["https://public.example/lists", "/lists"],
  ["http://public.example/lists", "/"],
  ["https://evil.example/lists", "/"],
  ["http://here.example.evil.example/lists", "/"],
  ["http://here.example:8080/lists", "/"],
  ["http://here.example/sign-in?callbackUrl=/lists", "/lists"],
  ["http://here.example/sign-up?callbackUrl=%2Flists", "/lists"],
  ["http://here.example/sign-in?callbackUrl=//evil.example", "/"],
  ["http://here.example/sign-in?callbackUrl=/sign-in", "/"],
  ["http://here.example/sign-in", "/"],
  ["https://evil.example/sign-in?callbackUrl=/lists", "/"],
  ["http://here.example//evil.example", "/"],
  ["http://here.example", "/"],
  ["about:client", "/"],
  ["nonsense", "/"],
  ["", "/"],
  [null, "/"],
])("who came from %j goes back to %j", (referer, expected) => {
  const own = { host: "here.example", appUrl: "https://public.example/" };
  expect(cameFrom(referer, own)).toBe(expected);
  expect(cameFrom(referer, { host: null, appUrl: undefined })).toBe("/");
});

test("from one way in to another, what the first was for is kept", () => {
  const own = { host: "papers.example", appUrl: undefined };
  const from = (path: string, host = "papers.example") =>
    wayFrom(`https://${host}${path}`, own)?.toString();
  const toVote = "callbackUrl=%2Flists&to=vote&paper=7";
  expect(from(`/sign-in?${toVote}`)).toBe(toVote);
  expect(from("/sign-in?callbackUrl=%2F&to=vote&paper=7")).toBe("callbackUrl=%2F&to=vote&paper=7");
  expect(from("/lists?to=vote&paper=7")).toBe("callbackUrl=%2Flists%3Fto%3Dvote%26paper%3D7");
  expect(from("/")).toBeUndefined();
  expect(from(`/sign-in?${toVote}`, "evil.example")).toBeUndefined();
});
