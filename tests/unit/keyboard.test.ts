import { describe, expect, test } from "vitest";
import { actsFor, destinations, mayBeFirst } from "@/components/keyboard/destinations";
import { periodOf } from "@/components/keyboard/feed-date";
import { initialsOf } from "@/components/ui/initials";

test.each([
  ["2025-03-13", "/papers/date/2025-03-13"],
  ["march 13 2025", "/papers/date/2025-03-13"],
  ["March 13, 2025", "/papers/date/2025-03-13"],
  ["13 Mar 2025", "/papers/date/2025-03-13"],
  ["mar 3rd", "/papers/date/2026-03-03"],
  ["2025-w11", "/papers/week/2025-W11"],
  ["2025 week 9", "/papers/week/2025-W09"],
  ["2025-03", "/papers/month/2025-03"],
  ["March 2025", "/papers/month/2025-03"],
  ["today", "/papers/date/2026-08-21"],
  ["Yesterday", "/papers/date/2026-08-20"],
  ["monday", "/papers/date/2026-08-17"],
  ["last friday", "/papers/date/2026-08-14"],
  ["sat", "/papers/date/2026-08-15"],
  ["this week", "/papers/week/2026-W34"],
  ["last week", "/papers/week/2026-W33"],
  ["last month", "/papers/month/2026-07"],
  ["mo", undefined],
  ["2025-02-30", undefined],
  ["2025-W54", undefined],
  ["mars 2025 attention", undefined],
  ["13 13 2025", undefined],
  ["", undefined],
])("a date typed as %j leads to %s", (typed, href) => {
  expect(periodOf(typed, "2026-08-21")?.href).toBe(href);
});

/** A page with these buttons, pressed or not, for somebody who is signed in. */
const offers = (has: string[], pressed: boolean) => {
  const offer = (selector: string) =>
    has.some((act) => selector.includes(`=${act}]`)) &&
    (pressed ? !selector.includes(":not(") : !/\]\[/.test(selector));
  return { paper: offer, page: offer, isSignedIn: true };
};
const offered = (typed: string, has: string[], pressed = false) =>
  actsFor(typed, offers(has, pressed)).map(({ title }) => title);

describe("the palette", () => {
  const mine = {
    teams: [{ slug: "vision", name: "Vision Lab" }],
    lists: [
      { id: "1", name: "Point clouds", team: null },
      { id: "2", name: "Reading group", team: { name: "Vision Lab" } },
    ],
  };

  test("finds lists and pages by any of their words, and offers to search at last", () => {
    const found = destinations("cloud po", mine, "2026-08-21").map(({ href }) => href);
    expect(found).toEqual(["/lists/1", "/search?q=cloud+po"]);
    expect(destinations("lib", mine, "2026-08-21")[0]?.href).toBe("/library");
  });

  test("finds teams by their names, and collections by their own and their team's", () => {
    const found = destinations("vision", mine, "2026-08-21");
    expect(found.slice(0, 2)).toMatchObject([
      { kind: "Team", href: "/teams/vision" },
      { kind: "Collection", href: "/lists/2", team: "Vision Lab" },
    ]);
    expect(destinations("group lab", mine, "2026-08-21")[0]).toMatchObject({ href: "/lists/2" });
  });

  test("has the pages of administration, for administrators", () => {
    const find = (isAdministrator: boolean) =>
      destinations("admin", { ...mine, isAdministrator }, "2026-08-21").map(({ href }) => href);
    expect(find(true).slice(0, 2)).toEqual(["/admin", "/admin/accounts"]);
    expect(find(false)).toHaveLength(1);
  });

  test("has the papers that match, before the search for all of them", () => {
    const papers = [{ slug: "2501.00663", title: "Cloud point" }];
    const found = destinations("cloud", { ...mine, papers }, "2026-08-21").map(({ href }) => href);
    expect(found).toEqual(["/lists/1", "/papers/2501.00663", "/search?q=cloud"]);
  });

  test("offers what can be done with the paper that one is at", () => {
    expect(offered("", ["vote", "save"])).toEqual(["Upvote", "Save"]);
    expect(offered("add list", ["vote", "list"])).toEqual(["Add to list"]);
    expect(offered("upvote", [])).toEqual([]);
    expect(offered("bibtex", ["cite"])).toEqual(["Cite"]);
  });

  test("names an act by the state of the paper", () => {
    expect(offered("", ["vote", "save"], true)).toEqual(["Remove upvote", "Change status"]);
    expect(offered("upvote", ["vote"], true)).toEqual(["Remove upvote"]);
  });

  test("offers themes, exports and signing out to those who name them", () => {
    expect(offered("", [], false)).toEqual([]);
    expect(offered("dark", [])).toEqual(["Dark theme"]);
    expect(offered("export", ["export"])).toEqual(["Export"]);
    expect(offered("export", [])).toEqual([]);
    expect(offered("sign out", [])).toEqual(["Sign out"]);
    expect(actsFor("sign out", { ...offers([], false), isSignedIn: false })).toEqual([]);
  });

  test("chooses nothing that takes something away, unless it is named", () => {
    const [remove] = actsFor("", offers(["vote"], true));
    if (!remove) throw new Error("nothing is offered");
    expect(remove.title).toBe("Remove upvote");
    for (const typed of ["", "upvote", "re", "o"]) expect(mayBeFirst(remove, typed)).toBe(false);
    expect(mayBeFirst(remove, "remove up")).toBe(true);
  });

  test("shows the title of the paper whose arXiv id is typed, once it is known", () => {
    const papers = [{ slug: "2501.00663", title: "Titans" }];
    const found = destinations("2501.00663", { ...mine, papers }, "2026-08-21");
    expect(found.map(({ title }) => title)).toEqual(["Titans", "Search papers for “2501.00663”"]);
  });

  test("reads arXiv ids and addresses", () => {
    const [first] = destinations("https://arxiv.org/abs/2501.00663v2", mine, "2026-08-21");
    expect(first).toMatchObject({ kind: "Paper", href: "/papers/2501.00663" });
  });
});

test.each([
  ["Ada King Lovelace", "AL"],
  ["yo", "Y"],
  ["  Émile  Zola ", "ÉZ"],
  ["王 小波", "王小"],
  ["🙂", "·"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
