import { describe, expect, test } from "vitest";
import { clientOf } from "@/server/auth/client-address";
import { nameFrom } from "@/server/auth/identities/name";
import { browserName } from "@/server/auth/sessions/browser-name";

describe("tries are counted against", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    [" 192.0.2.7 ", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    ["", "unknown"],
    [null, "unknown"],
    ["somewhere", "unknown"],
    ["192.0.2.7, 192.0.2.8", "unknown"],
  ])("%j as %j", (header, expected) => {
    expect(clientOf(header)).toBe(expected);
  });
});

describe("a browser is called", () => {
  const gecko = "Gecko/20100101 Firefox/140.0";
  const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
  test.each([
    [`Mozilla/5.0 (X11; Linux x86_64; rv:140.0) ${gecko}`, "Firefox on Linux"],
    [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/140.0 Safari/537.36`, "Chrome on Windows"],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/140 Safari/537 Edg/140`,
      "Microsoft Edge on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      `Mozilla/5.0 (Linux; Android 15) ${webkit} Chrome/140.0 Mobile Safari/537.36`,
      "Chrome on Android",
    ],
    ["curl/8.9", "A browser"],
    [null, "A browser"],
  ])("%j: %j", (userAgent, expected) => {
    expect(browserName(userAgent)).toBe(expected);
  });
});

test("a name from a provider fits, or is made from the address if there is none", () => {
  expect(nameFrom("  Ada \u0000 Lovelace\n", "x@example.org")).toBe("Ada Lovelace");
  expect(nameFrom(null, "ada.lovelace@example.org")).toBe("ada lovelace");
  expect(nameFrom("\u200b", "._@example.org")).toBe("Reader");
  expect([...nameFrom("🐎".repeat(300), "x@example.org")]).toHaveLength(100);
});
