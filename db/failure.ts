import { StartError } from "./start-error";

/** The setting that an address comes from. */
export type Setting = "DATABASE_URL" | "DATABASE_DIRECT_URL";

/** The error of Postgres or the network: Drizzle's wrapper says only which query failed. */
function causeOf(error: unknown): NodeJS.ErrnoException {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause instanceof Error ? cause : new Error(String(cause));
}

const TLS_REFUSED = /before secure TLS connection|wrong version number|packet length too long/;

const WITHOUT_RIGHTS =
  "connect as the role that owns the database, or let that role grant what is missing";

/**
 * The error to show if the Postgres at an address fails at start. Errors from neither Postgres nor
 * the network are returned unchanged.
 */
export function startError(
  error: unknown,
  setting: Setting,
  otherwise = (message: string) =>
    `${setting} points to a Postgres that does not let us in (${message}): start it, or correct the address, or unset DATABASE_URL to use the embedded one.`,
): unknown {
  if (error instanceof StartError) return error;
  const { code, message } = causeOf(error);
  if (!code) return error;
  const sentence = TLS_REFUSED.test(message)
    ? `${setting} asks for TLS with its sslmode, and the server there has none: turn on ssl in Postgres, or take sslmode out of the address.`
    : SENTENCES[code]?.(setting, message);
  return new StartError(sentence ?? otherwise(message || code));
}

const SENTENCES: Record<string, (setting: Setting, message: string) => string> = {
  CONNECTION_CLOSED: (setting) =>
    `The server that ${setting} points to takes connections and closes them before they are of use: it is no Postgres, or a proxy whose Postgres is down.`,
  CONNECT_TIMEOUT: (setting) =>
    `Nothing answers at the address in ${setting}: correct the address, or let connections through the firewall.`,
  "08P01": (setting, message) =>
    `The server that ${setting} points to does not take a parameter of the address (${message}): take it out.`,
  "3D000": (setting, message) =>
    `${setting} names a database that is not there (${message}): create it, or correct the name.`,
  "25006": (setting) => READ_ONLY(setting),
  "42501": (setting, message) =>
    `The role in ${setting} lacks a right (${message}): ${WITHOUT_RIGHTS}.`,
  "42704": (setting, message) =>
    `${setting} has a parameter that Postgres does not know (${message}): take it out.`,
  "53300": (setting, message) =>
    `The Postgres that ${setting} points to has no connection left (${message}): raise its max_connections, or lower DATABASE_POOL of the processes that use it.`,
  "55P03": () =>
    "The database could not be updated, because another session holds one of its tables: stop the other processes of Broadsheet and what else works on the database, and start again. Nothing was changed.",
  "57P03": (setting, message) =>
    `The Postgres that ${setting} points to takes no connections at this moment (${message}): start again when it does.`,
};

export const READ_ONLY = (setting: Setting) =>
  `The database that ${setting} points to is read-only: turn off default_transaction_read_only for it and its role, or give the address of another.`;
