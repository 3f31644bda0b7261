import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { connect } from "@/db/client";

const { db, pool, end } = connect(process.env.DATABASE_URL ?? "", { max: 1 });
afterAll(end);

it.each([
  ["text", ["", "a b", "a,b", "{}", '"', "\\", "\\\"\\n'", "null", "NULL", "line\nbreak", "漢 🦉"]],
  ["varchar", ["x", "Macr\\`i"]],
  ["name", ["papers"]],
  ["integer", [0, -1, 2_147_483_647]],
  ["bigint", ["9007199254740993"]],
  ["double precision", [0.1, -1e300]],
  ["uuid", ["7d9f4dd6-3a94-4a49-8a4f-2d7d3b3f3a11"]],
  ["text", []],
  ["text", ["a", null]],
])("an array of %s arrives as it was sent: %j", async (type, values) => {
  const array = sql.raw(`${type}[]`);
  const [row] = await db.execute(sql`select ${sql.param(values)}::${array} as got`);
  expect(row?.got).toEqual(values);
  const [raw] = await pool.unsafe(`select $1::${type}[] as got`, [values as never]);
  expect(raw?.got).toEqual(values);
});
