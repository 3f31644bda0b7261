import { makePgArray } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import { parse } from "postgres-array";

/** Postgres' number of an array type, which no version changes, and the reader of an element. */
const ARRAYS: [oid: number, read: (text: string) => unknown][] = [
  [1003, String], // name
  [1007, Number], // integer
  [1009, String], // text
  [1015, String], // varchar
  [1016, String], // bigint
  [1022, Number], // double precision
  [2951, String], // uuid
];

/**
 * How arrays are written and read, for the driver. It would query the types on every new connection,
 * and if that query fails, nobody can catch the error.
 */
export const arrayTypes: Record<string, postgres.PostgresType> = Object.fromEntries(
  ARRAYS.map(([oid, read]) => [
    oid,
    {
      to: oid,
      from: [oid],
      serialize: (value: unknown) => (Array.isArray(value) ? makePgArray(value) : value),
      parse: (text: string) => parse(text, read),
    },
  ]),
);
