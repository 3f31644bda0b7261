"use client";

import { useSyncExternalStore } from "react";
import type { ViewerState } from "@/server/viewer/queries";
import { keepVisit, lastVisit } from "./last-visit";
import { notePageAccount } from "./page-account";
import { forgetReader, noteReader } from "./personal-storage";
import { stateAddress } from "./state-address";
import { askedNow, isStale } from "./under-way";

export type Reader = ViewerState["reader"];
export type Status = ViewerState["statuses"][number][1];

/** One of the reader's teams. */
export interface MyTeam {
  id: string;
  slug: string;
  name: string;
}

/**
 * The teammates who voted for a paper: the first names, how many in all, the one team that includes
 * all.
 */
export interface Mates {
  count: number;
  names: string[];
  /** The colors of those named; missing in what an earlier version kept. */
  hues?: (number | null)[];
  team: MyTeam | null;
}

/** The reader's state for one paper, and its current count. */
export interface PaperState {
  /** Whether the server has responded about it. */
  known: boolean;
  count: number | null;
  voted: boolean;
  status: Status | null;
  /** The lists and collections that it is on. */
  lists: string[];
  mates: Mates | null;
}

/** A change to the state, computed from its current value. */
export type Patch = (state: PaperState, paperId: number) => Partial<PaperState>;

/** Names the reader's state for a paper in a command's `changes`. */
export const stateOf = (paperId: number) => `state ${paperId}`;

const nothing: PaperState = {
  known: false,
  count: null,
  voted: false,
  status: null,
  lists: [],
  mates: null,
};

const noTeams: MyTeam[] = [];
/** Undefined until the server has said. */
let teams: MyTeam[] | undefined;
/** Enough for the switch between them. */
const MAX_KEPT_TEAMS = 20;
const listNames = new Map(lastVisit?.lists);

/** Undefined until the server responds; null for a stranger. */
let reader: Reader | null | undefined;
const papers = new Map<number, PaperState>();
/** What the last visit knew, for the papers that the server has not answered about. */
const before = new Map(lastVisit?.papers.map(([id, held]) => [id, { ...nothing, ...held }]));
const listeners = new Set<() => void>();
let asked = false;

/** Calls the listener on every change of what is shown. */
export function subscribeToState(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

const tell = () => {
  for (const listener of listeners) listener();
};

/** Keeps what is known for the next visit, the papers of this page last. */
function keep() {
  const others = [...before].filter(([id]) => !papers.has(id));
  const kept = (teams ?? lastVisit?.teams ?? noTeams).slice(0, MAX_KEPT_TEAMS);
  if (reader) keepVisit(reader, kept, [...others, ...papers], listName);
}

/** Whether any part of the page has asked yet who the reader is. */
export const isAsked = () => asked;

/** The reader as far as it is known now. */
export const currentReader = () => reader;

/** Whether it is known that nobody is signed in. */
export const isStranger = () => reader === null;

/** The reader, once known; null for a stranger. */
export function knownReader(): Promise<Reader | null> {
  if (reader !== undefined) return Promise.resolve(reader);
  return new Promise((resolve) => {
    const stop = subscribeToState(() => {
      if (reader === undefined) return;
      stop();
      resolve(reader);
    });
  });
}

export const currentState = (paperId: number) =>
  papers.get(paperId) ?? before.get(paperId) ?? nothing;

/** The reader: undefined until known, null for a stranger. */
export const useReader = () =>
  useSyncExternalStore(
    subscribeToState,
    () => reader,
    () => undefined,
  );

/** Who the masthead says reads: until it is known, who did at the last visit. */
export const useShownReader = () =>
  useSyncExternalStore(
    subscribeToState,
    () => (reader === undefined ? lastVisit?.reader : reader),
    () => undefined,
  );

/** Whether it is known that nobody is signed in, where that is asked. */
export const useIsStranger = (isAsked: boolean) =>
  useSyncExternalStore(
    subscribeToState,
    () => isAsked && isStranger(),
    () => false,
  );

/**
 * A part of the reader's state for this paper. What shows it is rendered again only if the part is
 * another value: a page has hundreds of them, and all hear of every change at once.
 */
export const usePaperPart = <Part>(paperId: number, partOf: (state: PaperState) => Part) =>
  useSyncExternalStore(
    subscribeToState,
    () => partOf(currentState(paperId)),
    () => partOf(nothing),
  );

/** The reader's teams, once known. */
export const useTeams = () =>
  useSyncExternalStore(
    subscribeToState,
    () => teams ?? noTeams,
    () => noTeams,
  );

/** The reader's teams: until they are known, those of the last visit. */
export const useShownTeams = () =>
  useSyncExternalStore(
    subscribeToState,
    () => teams ?? (reader === undefined ? lastVisit?.teams : undefined) ?? noTeams,
    () => noTeams,
  );

/** Whether the last visit knew of no teams, so that the page was drawn without any. */
export const hadNoTeams = lastVisit !== undefined && lastVisit.teams.length === 0;

/** Whether no last visit is known, so that the page was drawn for nobody. */
export const isFirstVisit = lastVisit === undefined;

/** The names of the lists that papers of this page are on. */
export const listName = (id: string) => listNames.get(id);

export const nameList = ({ id, name }: { id: string; name: string }) => listNames.set(id, name);

/** Changes what is shown of these papers at once; the server is called elsewhere. */
export function showStates(paperIds: Iterable<number>, patch: Patch) {
  for (const id of paperIds) {
    const state = currentState(id);
    papers.set(id, { ...state, known: true, ...patch(state, id) });
  }
  keep();
  tell();
}

export const showState = (paperId: number, patch: Patch) => showStates([paperId], patch);

/** Discards the state of these papers until they are loaded again. */
export function forgetState(paperIds: number[]) {
  for (const id of paperIds) {
    papers.delete(id);
    before.delete(id);
  }
  tell();
}

/** Loads the reader's state for these papers and shows it on the page. */
export async function loadState(paperIds: number[]) {
  asked = true;
  const moment = askedNow();
  const response = await fetch(stateAddress(paperIds)).catch(() => null);
  if (!response?.ok) return endFirst();
  const state: ViewerState | null = (await response.json()).result.data;
  reader = state?.reader ?? null;
  if (reader) notePageAccount(reader.id);
  keepPlace();
  if (reader?.id !== lastVisit?.reader.id) before.clear();
  if (state?.teams) teams = state.teams.map(([id, slug, name]) => ({ id, slug, name }));
  else if (!state) teams = noTeams;
  const outOfDate: number[] = [];
  for (const [id, paper] of byPaper(paperIds, state)) {
    if (isStale(stateOf(id), moment)) outOfDate.push(id);
    else papers.set(id, paper);
  }
  if (outOfDate.length > 0) setTimeout(loadState, 1_000, outOfDate);
  keep();
  tell();
  endFirst();
}

/** Shows what waits at a first visit (`server/page-cache/early.mjs`). */
function endFirst() {
  delete document.documentElement.dataset.first;
}

function byPaper(paperIds: number[], state: ViewerState | null) {
  const found = new Map(
    paperIds.map((id): [number, PaperState] => [id, { ...nothing, known: true }]),
  );
  const set = (id: number, part: Partial<PaperState>) => Object.assign(found.get(id) ?? {}, part);
  for (const [id, count] of state?.counts ?? []) set(id, { count });
  for (const id of state?.voted ?? []) set(id, { voted: true });
  for (const [id, status] of state?.statuses ?? []) set(id, { status });
  for (const [listId, name, ids] of state?.listed ?? []) {
    nameList({ id: listId, name });
    for (const id of ids) set(id, { lists: [...(found.get(id)?.lists ?? []), listId] });
  }
  for (const [id, count, names, slug, hues] of state?.mates ?? []) {
    const team = teams?.find((each) => each.slug === slug) ?? null;
    set(id, { mates: { count, names, hues, team } });
  }
  return found;
}

/**
 * Reserves space for the account instead of "Sign in": here, and on the next page until it knows.
 */
function keepPlace() {
  const { dataset } = document.documentElement;
  if (reader) {
    dataset.reader = "";
    noteReader(reader.id);
  } else {
    delete dataset.reader;
    forgetReader();
  }
}
