import { describe, expect, it } from "vitest";
import { acceptedEncoding, isHeld } from "@/server/api/http/form";
import { isWellFormed, loggable, withoutClosing } from "@/server/api/http/url";
import { isForeign, MAX_BODY, refusedWrite } from "@/server/api/http/writes";
import { cachedAddress } from "@/server/page-cache/addresses.mjs";

describe("writes from elsewhere", () => {
  const host = "papers.example.org";

  it.each([
    ["our own page", { "sec-fetch-site": "same-origin", cookie: "a=b" }, false],
    ["a reload of a posted form", { "sec-fetch-site": "none", cookie: "a=b" }, false],
    ["another site", { "sec-fetch-site": "cross-site" }, true],
    ["a sister site", { "sec-fetch-site": "same-site" }, true],
    ["our own page, older browser", { origin: `http://${host}`, cookie: "a=b" }, false],
    ["our public address behind a proxy", { origin: "https://public.example.org" }, false],
    ["another site, older browser", { origin: "https://evil.example" }, true],
    ["a sandboxed frame", { origin: "null" }, true],
    ["another port", { origin: `http://${host}:8080` }, true],
    ["a program without a cookie", {}, false],
    ["something that hides where it comes from", { cookie: "a=b" }, true],
  ])("%s", (_, headers, foreign) => {
    expect(isForeign({ host, ...headers }, "https://public.example.org")).toBe(foreign);
  });

  it("lets everybody read", () => {
    const headers = { host, "sec-fetch-site": "cross-site" };
    expect(refusedWrite({ method: "GET", url: "/", headers }, null)).toBeNull();
  });
});

it.each(["PUT", "DELETE", "PATCH", "TRACE", "FOO"])("%s cannot write", (method) => {
  expect(refusedWrite({ method, url: "/", headers: {} }, null)?.status).toBe(405);
});

it("pages that are the same for everybody take no writes", () => {
  const post = (headers: Record<string, string>) =>
    refusedWrite({ method: "POST", url: "/papers/month/2026-07", headers }, null)?.status;
  expect(post({ host: "a" })).toBe(405);
  expect(post({ host: "a", "next-action": "known" })).toBeUndefined();
});

describe("bodies", () => {
  const post = (headers: Record<string, string>, url = "/sign-in") =>
    refusedWrite({ method: "POST", url, headers: { host: "a", ...headers } }, null)?.status;

  it("are limited, and must say how long they are", () => {
    expect(post({ "content-length": String(MAX_BODY) })).toBeUndefined();
    expect(post({ "content-length": String(MAX_BODY + 1) })).toBe(413);
    expect(post({ "transfer-encoding": "chunked" })).toBe(411);
  });

  it("are JSON for procedures", () => {
    expect(post({ "content-type": "text/plain" }, "/api/trpc/votes.set")).toBe(415);
    expect(
      post({ "content-type": "application/json; charset=utf-8" }, "/api/trpc/votes.set"),
    ).toBeUndefined();
    expect(post({ "content-type": "application/jsonp" }, "/api/trpc/votes.set")).toBe(415);
  });
});

describe("targets", () => {
  it.each(["/", "/papers/hep-th/9901001", "/search?q=%E0%A4", "/papers/caf%C3%A9"])(
    "%s may be ours",
    (url) => expect(isWellFormed(url)).toBe(true),
  );

  it.each([
    "//evil.example",
    "/papers//x",
    "/papers/%00",
    "/papers/%E0%A4",
    "/papers/%ED%A0%80",
    "/papers/a%0d%0ab",
    "/papers/../settings",
    "/x/%2e%2e/api/trpc/votes.set",
    "/./papers",
    "/a\\b",
    "/a%5Cb",
    "http://evil.example/",
    "*",
    "",
  ])("%s cannot be", (url) => expect(isWellFormed(url)).toBe(false));

  it.each([
    ["/papers/2501.00663.", "/papers/2501.00663"],
    ["/join/abc_-).", "/join/abc_-"],
    ["/shared/abc,", "/shared/abc"],
    ["/lists/x%3E", "/lists/x"],
    ["/papers/2501.00663%E2%80%9D", "/papers/2501.00663"],
    ["/search.?q=what", "/search?q=what"],
    ["/papers/2501.00663", null],
    ["/papers/date/2026-08-21", null],
    ["/join/abc_", null],
    ["/_next/static/a)", null],
    ["/", null],
    [`/${".".repeat(8_000)}a`, null],
    [`/papers/${".".repeat(8_000)}`, null],
  ])("%.60s means %s", (url, meant) => expect(withoutClosing(url)).toBe(meant));

  it("are logged without queries and tokens", () => {
    const token = "x".repeat(43);
    expect(loggable(`/reset-password/${token}?a=${token}`)).toBe("/reset-password/…");
    expect(loggable("/search?q=secret")).toBe("/search");
    expect(loggable("/papers/2501.00663")).toBe("/papers/2501.00663");
  });
});

describe("cached addresses", () => {
  it.each([
    ["/", "/papers/date/latest"],
    ["/?utm_source=mail", "/papers/date/latest"],
    ["/papers/2501.00663?x=1", "/papers/2501.00663"],
    ["/papers/month/2025-03?after=abc", "/papers/month/2025-03/abc"],
    ["/papers/trending?after=abc", "/papers/trending/abc"],
    ["/papers/trending?after=../x", "/papers/trending"],
    ["/papers/date/2025-03-13?after=abc", "/papers/date/2025-03-13/abc"],
    ["/papers/2501.00663?after=abc", "/papers/2501.00663"],
    ["/papers/week/2025-W11?topic=3d", "/papers/week/2025-W11/topic~3d"],
    ["/papers/week/2025-W11?after=a-_&topic=3d", "/papers/week/2025-W11/topic~3d~a-_"],
    ["/papers/week/2025-W11?topic=a~b", "/papers/week/2025-W11"],
    ["/papers/week/2025-W11?topic=a&topic=b", "/papers/week/2025-W11/topic~b"],
    ["/papers/week/2025-W11?topic=a&topic=", "/papers/week/2025-W11"],
    ["/papers/week/2025-W11?topic=3d?x", "/papers/week/2025-W11"],
    ["/papers/trending?topic=3d", "/papers/trending/topic~3d"],
    ["/papers/trending?topic=3d&after=abc", "/papers/trending/topic~3d~abc"],
    ["/library", null],
    ["/api/health", null],
  ])("%s", (url, address) => expect(cachedAddress(url)).toBe(address));
});

describe("what a client accepts and holds", () => {
  it.each([
    [undefined, "identity"],
    ["gzip, deflate, br", "br"],
    ["gzip;q=1.0, br;q=0", "gzip"],
    ["GZIP", "gzip"],
    ["brotli", "identity"],
    ["*", "identity"],
  ])("%s", (header, encoding) => expect(acceptedEncoding(header)).toBe(encoding));

  it("matches tags as If-None-Match means them", () => {
    expect(isHeld('"a", W/"b"', '"b"')).toBe(true);
    expect(isHeld("*", '"b"')).toBe(true);
    expect(isHeld('"b-gzip"', '"b"')).toBe(false);
    expect(isHeld(undefined, '"b"')).toBe(false);
  });
});
