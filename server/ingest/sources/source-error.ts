/**
 * What went wrong: the source asks for a pause (`throttled`), refuses the request itself
 * (`refused`), no longer knows a resumption token (`expired`), or sent something that cannot be
 * read as a whole (`unreadable`).
 */
export type SourceFault = "throttled" | "refused" | "expired" | "unreadable";

/** A source's answer that yields nothing. Its message is one sentence, for the log of a run. */
export class SourceError extends Error {
  readonly fault: SourceFault;
  /** The source's own name for the error, such as `badArgument`. */
  readonly code: string | null;

  constructor(fault: SourceFault, message: string, code: string | null = null) {
    super(message);
    this.name = "SourceError";
    this.fault = fault;
    this.code = code;
  }
}

/** The source wants to be left alone for a while. */
export class ThrottledError extends SourceError {
  constructor(
    message: string,
    readonly retryAfterMs: number | null,
  ) {
    super("throttled", message);
    this.name = "ThrottledError";
  }
}
