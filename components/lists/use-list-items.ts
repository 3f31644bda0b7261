"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ListRow } from "@/server/lists/items/queries";
import type { listSorts } from "@/server/lists/schema";
import { call, isAnswered } from "../api/call";
import { onChanged } from "../api/command";
import { askedNow, isChanging, isStale, onSettled } from "../api/under-way";
import { useListChanges } from "../live/live-list";
import { type Rows, useRows } from "../rows/use-rows";
import { type Accepted, itemsOf, usePutOnPage } from "./list-on-page";
import { type Item, whatChanged, withStaying } from "./order";

/** How long to wait before retrying an unreachable server. */
const RETRY_MS = 2_000;

export type Sort = (typeof listSorts)[number];

interface Given {
  listId: string;
  sort: Sort;
  revision: number;
  /** The start of the list's index, and its total number of items. */
  index: Item[];
  total: number;
  first: ListRow[];
  /** Whether a paper stays visible though others removed it: the reader is writing there. */
  stays: (paperId: number) => boolean;
}

export interface ListItems {
  /** The visible items: those on the list, and removed ones that stay. */
  items: Item[];
  order: number[];
  total: number;
  /** Visible items that others have removed. */
  gone: ReadonlySet<number>;
  /** How many papers are on the list; null until it differs from the rendered number. */
  count: number | null;
  rows: Rows<ListRow>;
  /** The last change by somebody else, as a sentence. */
  news: string;
  /** Announces items that the reader is about to change: they get no message about those. */
  own: (paperIds: number[]) => void;
  /** While true, others' changes are not shown. */
  hold: (held: boolean) => void;
  /** Drops removed items that stayed, once nobody is writing there. */
  settle: () => void;
}

interface Shown {
  items: Item[];
  gone: ReadonlySet<number>;
}

const nothingAccepted = () => ({
  orders: [] as ((items: Item[]) => Item[])[],
  /** A restored paper is back at the place where it was. */
  removed: new Set<number>(),
});

const none: ReadonlySet<number> = new Set();

const present = ({ items, gone }: Shown) =>
  gone.size === 0 ? items : items.filter(([id]) => !gone.has(id));

/** The items to show for a new state of the list: a row that the reader is writing in stays. */
function renewed({ items }: Shown, now: Item[], stays: Given["stays"]): Shown {
  const shown = withStaying(items, now, stays);
  return shown.gone.size === 0 ? { items: now, gone: none } : shown;
}

/** The items of a list, kept up to date as it changes here and elsewhere. */
export function useListItems(given: Given): ListItems {
  const { listId, sort, revision, index, total, first, stays } = given;
  const router = useRouter();
  const [{ items, gone }, setShown] = useState<Shown>({ items: index, gone: none });
  const [seen, setSeen] = useState(index);
  // a long list comes with only its beginning
  const [isWhole, setWhole] = useState(index.length >= total);
  const [news, setNews] = useState("");
  const known = useRef(revision);
  /** The items of that revision. */
  const lastRead = useRef(index);
  /** What was accepted since. */
  const accepted = useRef(nothingAccepted());
  if (seen !== index) {
    setSeen(index);
    // a page requested before a change that is shown must not undo it, nor may the beginning of a
    // long list drop the rest
    if (revision >= known.current && (index.length >= total || !isWhole)) {
      known.current = revision;
      lastRead.current = index;
      accepted.current = nothingAccepted();
      setShown((shown) => renewed(shown, index, stays));
      setWhole(index.length >= total);
    }
  }
  const rows = useRows(first, (paperIds) =>
    call((api) => api.lists.rows.query({ listId, paperIds })),
  );

  const now = useRef({ items, gone, rows, stays });
  now.current = { items, gone, rows, stays };
  /**
   * Reasons to delay others' changes, besides the reader's own running ones: a drag, a running
   * read.
   */
  const busy = useRef({ held: false, reading: false, missed: false });
  const mine = useRef(new Set<number>());
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  /** Reads the list again and shows the differences. Returns whether there were any. */
  const read = useCallback(async (): Promise<boolean> => {
    const state = busy.current;
    const isBusy = () => state.held || isChanging(itemsOf(listId));
    state.missed = state.reading || isBusy();
    if (state.missed) return true;
    state.reading = true;
    try {
      const moment = askedNow();
      const fresh = await call((api) => api.lists.index.query({ listId, sort }));
      if (state.held || isStale(itemsOf(listId), moment)) {
        state.missed = true;
        return true;
      }
      const before = present(now.current);
      const old = new Map(before);
      const stale = fresh.items.flatMap(([id, at]) =>
        now.current.rows.get(id) && (old.get(id) ?? -1) < at ? [id] : [],
      );
      for (let from = 0; from < stale.length; from += 100) {
        const paperIds = stale.slice(from, from + 100);
        now.current.rows.put(await call((api) => api.lists.rows.query({ listId, paperIds })));
      }
      const what = whatChanged(before, fresh.items, mine.current);
      mine.current.clear();
      known.current = fresh.revision;
      lastRead.current = fresh.items;
      accepted.current = nothingAccepted();
      // another read may come before the page is drawn again
      now.current = { ...now.current, ...renewed(now.current, fresh.items, now.current.stays) };
      setShown((shown) => renewed(shown, fresh.items, now.current.stays));
      setWhole(true);
      if (what) setNews(what);
      return what !== null;
    } catch (error) {
      // the connection broke after the notification: the stream will not repeat it
      if (!isAnswered(error) && !left.current) setTimeout(read, RETRY_MS);
      return true;
    } finally {
      state.reading = false;
      if (state.missed && !isBusy()) setTimeout(read, 0);
    }
  }, [listId, sort]);

  useListChanges(async (at) => {
    if (at <= known.current) return;
    if (await read()) return;
    // no item has changed: the list's name has, or its description or details of its papers
    router.refresh();
    const shown = [...document.querySelectorAll<HTMLElement>(".long-list .row[data-paper]")];
    const paperIds = shown.slice(0, 100).map((row) => Number(row.dataset.paper));
    const fresh = await call((api) => api.lists.rows.query({ listId, paperIds })).catch(() => []);
    rows.put(fresh);
  });

  // such as a paper added or restored by another button on the page
  useEffect(() => onChanged(() => void read()), [read]);
  useEffect(() => onSettled(itemsOf(listId), () => void read()), [listId, read]);

  useEffect(() => {
    if (!isWhole) read();
  }, [isWhole, read]);

  const hold = useCallback(
    (on: boolean) => {
      busy.current.held = on;
      if (!on && busy.current.missed) read();
    },
    [read],
  );

  const own = useCallback((paperIds: number[]) => {
    for (const id of paperIds) mine.current.add(id);
  }, []);

  const show = useCallback(
    (paperIds: number[], change?: (items: Item[]) => Item[]) => {
      own(paperIds);
      if (change) setShown((shown) => ({ ...shown, items: change(shown.items) }));
    },
    [own],
  );
  const accept = useCallback((change: Accepted) => {
    const { orders, removed } = accepted.current;
    if ("order" in change) orders.push(change.order);
    else if ("removed" in change) for (const id of change.removed) removed.add(id);
    else for (const id of change.restored) removed.delete(id);
  }, []);
  const revert = useCallback(() => {
    const { orders, removed } = accepted.current;
    const ordered = orders.reduce((items, order) => order(items), lastRead.current);
    const known = ordered.filter(([id]) => !removed.has(id));
    setShown((shown) => renewed(shown, known, now.current.stays));
  }, []);
  usePutOnPage({ listId, show, accept, revert });

  const settle = useCallback(() => {
    setShown((shown) =>
      [...shown.gone].every((id) => now.current.stays(id))
        ? shown
        : renewed(shown, present(shown), now.current.stays),
    );
  }, []);

  useEffect(() => {
    if (gone.size === 0) return;
    const left = () => requestAnimationFrame(settle);
    document.addEventListener("focusout", left);
    return () => document.removeEventListener("focusout", left);
  }, [gone, settle]);

  const order = useMemo(() => items.map(([id]) => id), [items]);
  const shownTotal = isWhole ? items.length : total;
  const isInitial = items === index || !isWhole;
  const count = isInitial ? null : present({ items, gone }).length;
  return { items, order, total: shownTotal, gone, count, rows, news, own, hold, settle };
}
