import { expect, test, vi } from "vitest";
import Library from "@/app/library/page";
import Trash from "@/app/library/trash/page";
import List from "@/app/lists/[id]/page";
import Notes from "@/app/notes/page";
import Activity from "@/app/teams/[slug]/activity/page";
import Edition from "@/app/teams/[slug]/date/[date]/page";

vi.mock("next/font/local", () => ({ default: () => ({ variable: "" }) }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined }),
  headers: async () => new Headers(),
}));
vi.mock("@/server/api/request", () => ({
  contextOf: async () => ({ actor: { kind: "anonymous" } }),
}));

type Search = Record<string, string>;

const given = <Params extends object>(params: Params, search: Search) => ({
  params: Promise.resolve(params),
  searchParams: Promise.resolve(search),
});

const pages: Record<string, (search: Search) => Promise<unknown>> = {
  "/library": (search) => Library(given({}, search)),
  "/library/trash": (search) => Trash(given({}, search)),
  "/lists/1": (search) => List(given({ id: "1" }, search)),
  "/notes": (search) => Notes(given({}, search)),
  "/teams/vision/activity": (search) => Activity(given({ slug: "vision" }, search)),
  "/teams/vision/date/2025-03-13": (search) =>
    Edition(given({ slug: "vision", date: "2025-03-13" }, search)),
};

/** Where a stranger who requests a page is sent after signing in. */
async function wayBack(path: string, search: Search) {
  const thrown = await pages[path]?.(search).catch((thrown: { digest: string }) => thrown);
  const to = (thrown as { digest: string }).digest.split(";")[2] ?? "";
  return new URL(to, "http://localhost").searchParams.get("callbackUrl");
}

test.each([
  ["/library", { status: "read", from: "12" }],
  ["/library/trash", { after: "12" }],
  ["/lists/1", { sort: "votes", from: "20" }],
  ["/notes", { q: "point clouds", audience: "team:1", after: "a&b" }],
  ["/teams/vision/activity", { after: "12" }],
  ["/teams/vision/date/2025-03-13", { after: "12" }],
])("who signs in for a further part of %s comes back to that part", async (path, search) => {
  expect(await wayBack(path, search)).toBe(`${path}?${new URLSearchParams(search)}`);
  expect(await wayBack(path, {})).toBe(path);
});
