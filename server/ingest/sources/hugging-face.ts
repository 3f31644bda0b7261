import { DEFAULT_SOURCE } from "../source";

/** The source, as its rows name it and as readers do. */
export const HUGGING_FACE = { id: "hugging-face", name: DEFAULT_SOURCE } as const;
