import { beforeEach, expect, test, vi } from "vitest";
import { type Draft, discardDraft, keepDraft, openDraft } from "@/components/annotations/draft";
import { actOnNewestToast, currentToasts, dismissToast } from "@/components/ui/toast";
import { storage } from "./storage";

const paper = { id: 7, textHash: "hash", abstract: "We compress networks." };
const LONG = "Codebooks of this size were tried before, in the papers on product quantization.";
const reopen = vi.fn();

/** A draft that the tab keeps, as typed. */
function typed(body: string, given: Partial<Draft> = {}): Draft {
  const draft = { ...openDraft(paper.id, "note"), body, ...given };
  keepDraft(paper, draft);
  return draft;
}

beforeEach(() => {
  vi.stubGlobal("sessionStorage", storage());
  for (const { id } of currentToasts()) dismissToast(id);
  reopen.mockReset();
});

test("a draft is kept until it is canceled", () => {
  const draft = typed("Really?");
  expect(openDraft(paper.id, "note").body).toBe("Really?");
  discardDraft(paper, draft, reopen);
  expect(openDraft(paper.id, "note").body).toBe("");
  expect(currentToasts()).toEqual([]);
});

test.each([LONG, "Two\nlines."])("more than a line of it can be brought back: %j", (body) => {
  const draft = typed(body);
  discardDraft(paper, draft, reopen);
  expect(openDraft(paper.id, "note").body).toBe("");
  actOnNewestToast();
  expect(reopen).toHaveBeenCalledExactlyOnceWith(draft);
  expect(openDraft(paper.id, "note").body).toBe(body);
});

test("nothing is said of an edit that changed nothing", () => {
  const draft = typed(LONG, { slot: "edit:1", was: LONG });
  discardDraft(paper, draft, reopen);
  expect(openDraft(paper.id, "edit:1", { body: LONG }).body).toBe(LONG);
  expect(currentToasts()).toEqual([]);
});
