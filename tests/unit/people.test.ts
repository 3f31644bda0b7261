import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Paged } from "@/components/people/paged";
import { partOf } from "@/components/people/part-of";

const NAMES: Record<number, string> = { 77: "Åsa Lindström", 78: "Łukasz Ørsted" };

const people = Array.from({ length: 120 }, (_, index) => ({
  name: NAMES[index] ?? `Reader ${String(index).padStart(3, "0")}`,
}));

const names = (query: Record<string, unknown>) =>
  partOf(people, query).shown.map(({ name }) => name);

const links = (query: Record<string, unknown>) => {
  const { shown: _, ...part } = partOf(people, query);
  const html = renderToStaticMarkup(createElement(Paged, { address: "/teams/a/members", part }));
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to?.replaceAll("&amp;", "&"));
};

describe("many people", () => {
  it("come a page at a time, each once, in their order", () => {
    const pages = ["1", "2", "3"].map((page) => names({ page }));
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual(people.map(({ name }) => name));
  });

  it.each([
    ["ASA", "Åsa Lindström"],
    ["asa lind", "Åsa Lindström"],
    ["  Åsa ", "Åsa Lindström"],
    ["strom", "Åsa Lindström"],
    ["lukasz", "Łukasz Ørsted"],
    ["orsted", "Łukasz Ørsted"],
  ])("are found by “%s”", (find, name) => {
    expect(names({ find })).toEqual([name]);
  });

  it.each([
    [{ page: "99" }, 3],
    [{ page: "0" }, 1],
    [{ page: "x" }, 1],
    [{ page: ["1", "2"] }, 1],
    [{ find: "x".repeat(101) }, 1],
    [{ find: "nobody", page: "2" }, 1],
  ])("answer %j with page %i", (query, page) => {
    expect(partOf(people, query).page).toBe(page);
  });

  it("lead to the pages before and after, for the same name", () => {
    expect(links({ page: "2" })).toEqual(["/teams/a/members?page=1", "/teams/a/members?page=3"]);
    expect(links({ find: "reader", page: "3" })).toEqual([
      "/teams/a/members",
      "/teams/a/members?find=reader&page=2",
    ]);
  });

  it("have no pages while they fit on one", () => {
    const { shown, ...part } = partOf(people.slice(0, 50), {});
    expect(shown).toHaveLength(50);
    expect(renderToStaticMarkup(createElement(Paged, { address: "/", part }, "People"))).toBe(
      "People",
    );
  });
});
