import type { Mail } from "../platform/email/send";

/** What kept messages are sealed for. */
export const KEPT_FOR = "kept mail";

/** The longest message that is kept whole, in characters. */
export const MAX_BYTES = 250_000;

const LISTED = { invitation: "An invitation to a team or a collection", digest: "Papers by mail" };

/** What lists and the log say of a message: no name of what administrators do not see. */
export const listedAs = ({ about, subject }: Mail) => (about ? LISTED[about] : subject);
