import { DEFAULT_SOURCE } from "../source";

// The sources that the app asks by itself, as the database names them and as people do.

export const HUGGING_FACE = { id: "hugging-face", name: DEFAULT_SOURCE } as const;

/** The papers that arXiv announces each day. */
export const ARXIV = { id: "arxiv", name: "arXiv" } as const;

/** What arXiv changes of papers that are here: new versions, withdrawals. */
export const ARXIV_CHANGES = { id: "arxiv-changes", name: "arXiv" } as const;

/** Those that can be turned on and off. */
export const sourceIds = [HUGGING_FACE.id, ARXIV.id] as const;

export type SourceId = (typeof sourceIds)[number];
