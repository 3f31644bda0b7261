import type { ExtractTablesWithRelations } from "drizzle-orm";
import type {
  PgDialect,
  PgPreparedQuery,
  PgTransactionConfig,
  PreparedQueryConfig,
} from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import { DatabaseUnavailable } from "./errors";

export type NoSchema = Record<string, never>;
export type NoTables = ExtractTablesWithRelations<NoSchema>;

/** Runs a statement or a transaction, and may replace its error. */
export type Around = <T>(work: () => Promise<T>) => Promise<T>;

type Given = Parameters<PostgresJsSession<Sql, NoSchema, NoTables>["prepareQuery"]>;

const GIVEN = Symbol.for("broadsheet.statement");

/**
 * What a named statement is made of, so that another session can make the same one, even a session
 * of another copy of this module: a bundler makes several.
 */
interface Named {
  [GIVEN]?: Given;
  /** The query builder adds it if the statement joins tables. */
  joinsNotNullableMap?: Record<string, boolean>;
}

/** Drizzle's session with a function around every statement and transaction. */
export class GuardedSession extends PostgresJsSession<Sql, NoSchema, NoTables> {
  private readonly around: Around;

  constructor(client: Sql, dialect: PgDialect, around: Around) {
    super(client, dialect, undefined);
    this.around = around;
  }

  override prepareQuery<T extends PreparedQueryConfig>(...given: Given): PgPreparedQuery<T> {
    const query = super.prepareQuery(...given) as PgPreparedQuery<T>;
    const execute = query.execute.bind(query);
    query.execute = (values) => this.around(() => execute(values));
    const [, , name] = given;
    return name ? Object.assign(query, { [GIVEN]: given }) : query;
  }

  /** A named statement of another session, to be run over this one's connection. */
  adopt<T extends PreparedQueryConfig>(query: PgPreparedQuery<T>): PgPreparedQuery<T> {
    const { [GIVEN]: given, joinsNotNullableMap } = query as Named;
    if (!given) throw new Error("The statement has no name.");
    return Object.assign(this.prepareQuery<T>(...given), { joinsNotNullableMap });
  }

  override transaction<T>(
    work: (tx: PostgresJsTransaction<NoSchema, NoTables>) => Promise<T>,
    config?: PgTransactionConfig,
  ): Promise<T> {
    const line = new Lifeline(this.around);
    const within = (client: TransactionSql) =>
      line.body(async () => {
        const tx = new GuardedTransaction(client, this.dialect, line);
        if (config) await tx.setTransaction(config);
        return work(tx);
      });
    const done = this.around(() => this.client.begin(within) as Promise<T>);
    done.catch((error) => line.lose(error));
    return done;
  }
}

/**
 * Guards a transaction whose connection is lost. The driver goes on sending, perhaps over another
 * connection: the rest of the transaction outside of any, and a rollback into somebody else's. So
 * once the connection is lost, nothing is sent, and the driver is never told that the transaction
 * ended.
 */
class Lifeline {
  private lost: unknown;
  private readonly outer: Around;

  constructor(outer: Around) {
    this.outer = outer;
  }

  lose(error: unknown): void {
    this.lost ??= error;
  }

  /** Wraps each statement of the transaction. */
  readonly around: Around = async (work) => {
    if (this.lost) throw this.lost;
    try {
      return await this.outer(work);
    } catch (error) {
      if (error instanceof DatabaseUnavailable && !error.keepsConnection) this.lose(error);
      throw error;
    }
  };

  /** Wraps what the driver ends with a commit or a rollback. */
  async body<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      if (this.lost) await new Promise(() => {});
    }
  }
}

class GuardedTransaction extends PostgresJsTransaction<NoSchema, NoTables> {
  private readonly nested: <T>(work: (tx: GuardedTransaction) => Promise<T>) => Promise<T>;

  constructor(client: TransactionSql, dialect: PgDialect, line: Lifeline) {
    // Drizzle's types distinguish a pool's client from a transaction's; its session does not
    const session = new GuardedSession(client as never, dialect, line.around);
    super(dialect, session as never, undefined);
    this.nested = (work) =>
      line.around(
        () =>
          client.savepoint((inner) =>
            line.body(() => work(new GuardedTransaction(inner, dialect, line))),
          ) as Promise<never>,
      );
  }

  override transaction<T>(
    work: (tx: PostgresJsTransaction<NoSchema, NoTables>) => Promise<T>,
  ): Promise<T> {
    return this.nested(work);
  }
}
