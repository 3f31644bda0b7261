/** Why the database failed, if the machine is at fault. */
export type Outage = "away" | "lost" | "full" | "busy" | "slow" | "read-only";

const SENTENCES: Record<Outage, string> = {
  away: "Broadsheet can't reach its database right now. Please try again in a minute.",
  lost: "The connection to the database was lost before this was finished. Please try again in a moment.",
  full: "The database has run out of disk space, so nothing was saved. Please tell your administrator.",
  busy: "The database is too busy right now. Please try again in a moment.",
  slow: "The database took too long to answer. Please try again in a moment.",
  "read-only":
    "The database can be read but not changed right now, so nothing was saved. Please try again in a minute.",
};

/** The database could not do its work; the message is for readers. The caller may retry. */
export class DatabaseUnavailable extends Error {
  /**
   * Bundles contain copies of this class, so errors are recognized by this and not by `instanceof`.
   */
  readonly code = "SERVICE_UNAVAILABLE";
  readonly outage: Outage;
  /** The code from Postgres or the network, such as 53100 or ECONNREFUSED. */
  readonly reason: string | undefined;
  /** Whether the connection is still usable. */
  readonly keepsConnection: boolean;

  constructor(outage: Outage, reason?: string, keepsConnection = false) {
    super(SENTENCES[outage]);
    this.name = "DatabaseUnavailable";
    this.outage = outage;
    this.reason = reason;
    this.keepsConnection = keepsConnection;
  }
}

interface PostgresFields {
  code: string;
  severity?: string;
  constraint_name?: string;
  table_name?: string;
  column_name?: string;
}

/**
 * A statement that Postgres refused. Contains no parameters and no Postgres message, which quotes
 * them.
 */
export class StatementError extends Error {
  readonly code: string;
  readonly constraint_name: string | undefined;
  readonly statement: string;

  constructor(fields: PostgresFields, statement: string) {
    const { code, constraint_name, table_name, column_name } = fields;
    const where = [table_name, column_name, constraint_name].filter(Boolean).join(", ");
    super(`Postgres refused a statement with ${code}${where ? ` (${where})` : ""}.`);
    this.name = "StatementError";
    this.code = code;
    this.constraint_name = constraint_name;
    this.statement = statement;
  }
}

/** SQLSTATE codes and classes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const BY_CODE: Record<string, Outage> = {
  "25006": "read-only",
  "25P03": "slow",
  "25P04": "slow",
  "53100": "full",
  "53300": "busy",
  "53400": "busy",
  "55P03": "slow",
  "57014": "slow",
  "57P03": "away",
};
const BY_CLASS: Record<string, Outage> = {
  // the connection, and permission to open one
  "08": "lost",
  "28": "away",
  "3D": "away",
  // memory and other resources
  "53": "busy",
  // the server was stopped, or its files failed
  "57": "lost",
  "58": "lost",
};

/** Codes before a connection is open, and after. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT)$/;
const CONNECTION_LOST = /^(ECONNRESET|EPIPE|ETIMEDOUT|CONNECTION_(CLOSED|DESTROYED|ENDED))$/;

const isPostgres = (error: Error): error is Error & PostgresFields =>
  error.name === "PostgresError" && "code" in error && typeof error.code === "string";

function outageOf(error: Error): Outage | null {
  const code = "code" in error ? String(error.code) : "";
  if (isPostgres(error)) return BY_CODE[code] ?? BY_CLASS[code.slice(0, 2)] ?? null;
  if (NO_CONNECTION.test(code)) return "away";
  return CONNECTION_LOST.test(code) ? "lost" : null;
}

/**
 * Converts an error of the driver or of Drizzle, neither of which may leave this layer: they
 * contain the statement's parameters. Returns any other error unchanged.
 */
export function withoutParameters(thrown: unknown): unknown {
  let statement = "";
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ("query" in error && typeof error.query === "string") statement ||= error.query;
    const outage = outageOf(error);
    if (outage) {
      const reason = "code" in error ? String(error.code) : undefined;
      const keepsConnection = isPostgres(error) && error.severity === "ERROR";
      return new DatabaseUnavailable(outage, reason, keepsConnection);
    }
    if (isPostgres(error)) return new StatementError(error, statement);
  }
  if (!statement) return thrown;
  return new StatementError({ code: "an unknown error" }, statement);
}
