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
import { itemsOf, usePutOnPage } from "./list-on-page";
import { type Item, whatChanged, withStaying } from "./order";

/** How long after a server that could not be reached it is asked again. */
const RETRY_MS = 2_000;

export type Sort = (typeof listSorts)[number];

interface Given {
  listId: string;
  sort: Sort;
  revision: number;
  /** The beginning of the list's index, and how many items it has. */
  index: Item[];
  total: number;
  first: ListRow[];
  /** Whether a paper stays in sight though it is taken off elsewhere: somebody is writing there. */
  stays: (paperId: number) => boolean;
}

export interface ListItems {
  /** What is in sight: what is on the list, and what has gone and stays. */
  items: Item[];
  order: number[];
  total: number;
  /** Those in sight that others have removed. */
  gone: ReadonlySet<number>;
  /** How many papers are on the list by now; null while that is what the page says. */
  count: number | null;
  rows: Rows<ListRow>;
  /** What somebody else changed last, in one sentence. */
  news: string;
  /** Says beforehand which items the reader is about to change: of those they need no news. */
  own: (paperIds: number[]) => void;
  /** While something is held, nothing that others do moves it. */
  hold: (held: boolean) => void;
  /** Lets those go that had stayed, where nobody is writing any more. */
  settle: () => void;
}

interface Shown {
  items: Item[];
  gone: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

const present = ({ items, gone }: Shown) =>
  gone.size === 0 ? items : items.filter(([id]) => !gone.has(id));

/** What is shown once this is on the list: a row in which somebody is writing stays. */
function renewed({ items }: Shown, now: Item[], stays: Given["stays"]): Shown {
  const shown = withStaying(items, now, stays);
  return shown.gone.size === 0 ? { items: now, gone: none } : shown;
}

/** What is on a list, kept as it is while it changes here and elsewhere. */
export function useListItems(given: Given): ListItems {
  const { listId, sort, revision, index, total, first, stays } = given;
  const router = useRouter();
  const [{ items, gone }, setShown] = useState<Shown>({ items: index, gone: none });
  const [seen, setSeen] = useState(index);
  // a long list comes with its beginning only
  const [isWhole, setWhole] = useState(index.length >= total);
  const [news, setNews] = useState("");
  const known = useRef(revision);
  if (seen !== index) {
    setSeen(index);
    // a page that was asked for before what is shown came with a change does not take that back,
    // nor does the beginning of a long list take away the rest
    if (revision >= known.current && (index.length >= total || !isWhole)) {
      known.current = revision;
      setShown((shown) => renewed(shown, index, stays));
      setWhole(index.length >= total);
    }
  }
  const rows = useRows(first, (paperIds) =>
    call((api) => api.lists.rows.query({ listId, paperIds })),
  );

  const now = useRef({ items, gone, rows, stays });
  now.current = { items, gone, rows, stays };
  /** What keeps others' changes from being shown, besides the reader's own under way: a drag. */
  const busy = useRef({ held: false, reading: false, missed: false });
  const mine = useRef(new Set<number>());
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);

  /** Reads the list again and shows what is different; returns whether anything was. */
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
      setShown((shown) => renewed(shown, fresh.items, now.current.stays));
      setWhole(true);
      if (what) setNews(what);
      return what !== null;
    } catch (error) {
      // told of a change on a line that then broke: the stream will not tell it again
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
    // nothing that is on it has changed: then its name has, or what is said of it or its papers
    router.refresh();
    const shown = [...document.querySelectorAll<HTMLElement>(".long-list .row[data-paper]")];
    const paperIds = shown.slice(0, 100).map((row) => Number(row.dataset.paper));
    const fresh = await call((api) => api.lists.rows.query({ listId, paperIds })).catch(() => []);
    rows.put(fresh);
  });

  // such as a paper that was put on it, or back on it, by another button of the page
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
  usePutOnPage(listId, show);

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
