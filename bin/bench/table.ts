import type { Cost } from "./load";

const number = (value: number) =>
  value.toLocaleString("en", { maximumFractionDigits: value < 1 ? 2 : value < 10 ? 1 : 0 });
const milliseconds = (value: number) => `${number(value)} ms`;
const percent = (value: number) => `${number(value * 100)} %`;

const WIDTHS = [26, 12, 12, 10, 10, 10, 17, 10, 17, 9];

const line = (cells: string[]) =>
  cells
    .map((cell, index) =>
      index === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[index] ?? 0),
    )
    .join("");

export const HEAD = line([
  "",
  "connections",
  "requests/s",
  "median",
  "p95",
  "p99",
  "app + Postgres",
  "bare/s",
  "bare + Postgres",
  "ratio",
]);

/** Processor milliseconds of an answer; a dash where the system does not tell. */
const processor = ({ ms, postgresMs }: Cost) =>
  Number.isNaN(ms) ? "–" : `${number(ms)} + ${number(postgresMs)} ms`;

export const row = (name: string, connections: number, ours: Cost, bare?: Cost): string =>
  line([
    name,
    String(connections),
    number(ours.rate),
    milliseconds(ours.p50),
    milliseconds(ours.p95),
    milliseconds(ours.p99),
    processor(ours),
    bare ? number(bare.rate) : "–",
    bare ? processor(bare) : "–",
    bare ? percent(ours.rate / bare.rate) : "–",
  ]);

/** One target, the measured value, and whether the value reaches it. */
export function verdict(what: string, value: number, unit: string, bound: number, most = false) {
  const reached = most ? value <= bound : value >= bound;
  const sign = most ? "≤" : "≥";
  return `${reached ? "reached" : "MISSED "}  ${what}: ${number(value)} ${unit} (${sign} ${number(bound)})`;
}
