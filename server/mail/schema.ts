/** What kept messages are sealed for. */
export const KEPT_FOR = "kept mail";

/** The longest message that is kept whole, in characters. */
export const MAX_BYTES = 250_000;
