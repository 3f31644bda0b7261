import { createHash, randomUUID } from "node:crypto";
import { runInNewContext } from "node:vm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import CacheHandler from "@/server/page-cache/cache-handler.mjs";
import { noteChanges } from "@/server/page-cache/changes.mjs";
import { beginRender, currentPage, keepPage } from "@/server/page-cache/store.mjs";

const page = (html: string, status?: number) => ({ kind: "APP_PAGE", html, status });
let address = "";
let now = 0;

/** Renders a page in `ms`, as Next would. */
function store(html: string, ms = 0) {
  beginRender(address, now);
  now += ms;
  keepPage(address, page(html));
}

beforeEach(() => {
  address = `/papers/${randomUUID()}`;
  now = Date.now();
});

describe("a cached page", () => {
  it("is given until something on it changes", () => {
    store("old");
    expect(currentPage(address, now + 86_400_000)?.value.html).toBe("old");
    noteChanges([address], now + 5_000);
    expect(currentPage(address, now + 6_000)).toBeUndefined();
  });

  it("is given for a second at least, however much changes", () => {
    store("old");
    for (let ms = 1; ms < 1_000; ms += 100) {
      noteChanges([address], now + ms);
      expect(currentPage(address, now + ms)).toBeDefined();
    }
    expect(currentPage(address, now + 1_000)).toBeUndefined();
  });

  it("does not count as newer than the data it read", () => {
    beginRender(address, now);
    noteChanges([address], now + 10);
    keepPage(address, page("read before the change"));
    expect(currentPage(address, now + 1_500)).toBeUndefined();
  });

  it("is sent while the next one is being rendered, but not forever", () => {
    store("old");
    noteChanges([address], now + 1);
    expect(currentPage(address, now + 2_000)).toBeUndefined();
    beginRender(address, now + 2_000);
    expect(currentPage(address, now + 2_500)?.value.html).toBe("old");
    // that rendering never finished
    expect(currentPage(address, now + 4_000)).toBeUndefined();
  });

  it("counts from the first of the renderings that failed before it", () => {
    beginRender(address, now);
    noteChanges([address], now + 100);
    beginRender(address, now + 3_000);
    keepPage(address, page("whose?"));
    expect(currentPage(address, now + 3_500)).toBeUndefined();
  });

  it("that continues a period goes with it", () => {
    address = `/papers/month/${randomUUID()}/cursor`;
    store("page two");
    noteChanges([address.slice(0, address.lastIndexOf("/"))], now + 1);
    expect(currentPage(address, now + 1_000)).toBeUndefined();
  });

  it("goes with everything", () => {
    store("old");
    noteChanges(["*"], now + 1);
    expect(currentPage(address, now + 1_000)).toBeUndefined();
  });

  it("of what is not there is not kept", () => {
    beginRender(address, now);
    keepPage(address, page("Not found", 404));
    expect(currentPage(address, now)).toBeUndefined();
  });
});

describe("the cache handler", () => {
  const key = () => `/route-cache/APP_PAGE/${"0".repeat(64)}/$${address}`;

  it("is rendered once a second under any number of votes", async () => {
    vi.useFakeTimers({ now });
    const handler = new CacheHandler();
    let renderings = 0;
    for (let ms = 0; ms < 5_000; ms += 10) {
      vi.setSystemTime(now + ms);
      noteChanges([address]);
      if (await handler.get(key())) continue;
      renderings += 1;
      await handler.set(key(), page(`count ${renderings}`));
    }
    vi.useRealTimers();
    expect(renderings).toBe(5);
  });

  it("stamps a page with the hashes of its own scripts", async () => {
    const handler = new CacheHandler();
    const value = page("<script>go()</script><script src='/x.js'></script>");
    await handler.get(key());
    await handler.set(key(), value);
    const policy = (await handler.get(key()))?.value.headers["content-security-policy"];
    expect(policy).toContain("script-src 'self' 'sha256-");
    expect(policy.match(/sha256/g)).toHaveLength(1);
    expect(policy).not.toContain("unsafe");
  });
});

describe("the policy of a cached page", () => {
  const EARLY = "<script>early()</script>";

  /** A page as Next writes it, with its hydration data in several scripts. */
  const withNotes = (count: number) => {
    const pieces = Array.from(
      { length: count },
      (_, index) => `<script>self.__next_f.push([1,"note ${index} \\u003c/script>"])</script>`,
    );
    return `<html><head>${EARLY}</head><body><p>text</p><script src="/a.js"></script><script>(self.__next_f=self.__next_f||[]).push([0])</script>${pieces.join("")}</body></html>`;
  };

  /** The page as readers get it. */
  const stamped = async (html: string) => {
    const handler = new CacheHandler();
    const key = `/route-cache/APP_PAGE/x/$${address}`;
    await handler.get(key);
    const value = { kind: "APP_PAGE", html, headers: {} as Record<string, string> };
    await handler.set(key, value);
    return { html: value.html, policy: value.headers["content-security-policy"] ?? "" };
  };

  it("is as short for a thousand notes as for none", async () => {
    const none = await stamped(withNotes(0));
    const thousand = await stamped(withNotes(1_000));
    expect(thousand.policy.length).toBe(none.policy.length);
    expect(thousand.policy).not.toMatch(/unsafe|nonce/);
    expect(thousand.policy).not.toBe(none.policy);
  });

  it("lets run what the page was made with, in its order, and names nothing else", async () => {
    const { html, policy } = await stamped(withNotes(3));
    const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = ""]) => text);
    const hashes = inline.map((text) => createHash("sha256").update(text).digest("base64"));
    expect(policy.match(/'sha256-[^']+'/g)).toEqual(hashes.map((hash) => `'sha256-${hash}'`));
    const page = { __next_f: [] as unknown[] };
    // as a browser does, with the page's own scripts
    for (const text of inline.slice(1)) runInNewContext(text, { self: page });
    expect(page.__next_f).toEqual([
      [0],
      [1, "note 0 </script>"],
      [1, "note 1 </script>"],
      [1, "note 2 </script>"],
    ]);
  });
});
