import cluster from "node:cluster";
import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "./env";

const ADDRESS = /[^\s<>"'(),:;@]+@[^\s<>"'(),:;@]+/g;
/** At least as long as our shortest secrets, and of the same characters. */
const SECRET = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{32,}/g;
const QUERY = /\?[^\s"'<>)]+/g;

/** A text for the log, without email addresses, tokens and URL queries. */
export const discreet = (text: string) =>
  text.replace(ADDRESS, "[address]").replace(QUERY, "?…").replace(SECRET, "[secret]").slice(0, 500);

/** The lines of a stack that are locations in code; the others repeat messages. */
const placesIn = (stack: string | undefined) =>
  stack?.split("\n").filter((line) => /^\s+at /.test(line));

/**
 * What a log line may say about an error: its kind, its message without personal data, and its
 * location. Everything else that libraries attach to errors is left out: requests, rows,
 * parameters.
 */
function loggableError(error: unknown): unknown {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = "code" in error ? String(error.code) : undefined;
  const statement = "statement" in error ? String(error.statement) : undefined;
  return {
    kind: error.name,
    message: discreet(error.message),
    code,
    statement,
    stack: placesIn(error.stack),
    cause: error.cause === undefined ? undefined : loggableError(error.cause),
  };
}

/** JSON lines, without secrets and readers' addresses. */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      // which of several web processes it was
      base: { service: "broadsheet", ...(cluster.isWorker && { pid: process.pid }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggableError },
      redact: {
        paths: [
          "password",
          "token",
          "cookie",
          "authorization",
          "email",
          "*.password",
          "*.token",
          "*.email",
        ],
        censor: "[redacted]",
      },
    },
    destination ?? standardOutput(),
  );

/** How much waits, in characters, for a reader of the output that is too slow; the rest is dropped. */
const MAX_WAITING = 4_000_000;

/** As much as a pipe takes whole, however many processes write into it. */
const MAX_WRITE = 4_096;

/** While one write is under way, further lines are gathered for the next. The rest is written at exit. */
function standardOutput() {
  const output = { dest: 1, sync: false, maxLength: MAX_WAITING, maxWrite: MAX_WRITE };
  const stream = pino.destination(output);
  let dropped = 0;
  stream.on("drop", () => void dropped++);
  stream.on("drain", () => {
    const lines = dropped;
    dropped = 0;
    if (lines > 0) log().warn({ lines }, "lines of the log were dropped: its reader is too slow");
  });
  return stream;
}

let instance: Logger | undefined;

/** The process's log. */
export function log(): Logger {
  instance ??= createLog(env().LOG_LEVEL);
  return instance;
}
