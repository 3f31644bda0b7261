import { beforeEach, expect, test, vi } from "vitest";
import { keepAudience, lastAudience } from "@/components/annotations/my-audiences";
import { storage } from "./storage";

vi.mock("@/components/api/client", () => ({ client: {} }));

beforeEach(() => vi.stubGlobal("localStorage", storage()));

test("the last audience of notes and of comments is remembered apart", () => {
  expect(lastAudience("note", "me")).toBe("me");
  keepAudience("note", { teamId: "7" });
  expect(lastAudience("note", "me")).toEqual({ teamId: "7" });
  expect(lastAudience("comment", "me")).toBe("me");
});

test("after a public note, the next is for whom the last one before it was", () => {
  keepAudience("note", "everyone");
  expect(lastAudience("note", "me")).toBe("me");
  keepAudience("note", { listId: "8" });
  keepAudience("note", "everyone");
  expect(lastAudience("note", "me")).toEqual({ listId: "8" });
});

test("nor does one remembered by an earlier version stay public", () => {
  localStorage.setItem("audience:note", "everyone");
  expect(lastAudience("note", { teamId: "7" })).toEqual({ teamId: "7" });
});
