import type { Measure } from "./load";

const number = (value: number) =>
  value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });
const milliseconds = (value: number) => `${number(value)} ms`;
const percent = (value: number) => `${number(value * 100)} %`;

const WIDTHS = [24, 12, 12, 9, 9, 12, 9];

const line = (cells: string[]) =>
  cells
    .map((cell, index) =>
      index === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[index] ?? 0),
    )
    .join("");

export const HEAD = line(["", "connections", "requests/s", "median", "p99", "bare/s", "ratio"]);

export function row(name: string, connections: number, ours: Measure, bare: Measure): string {
  return line([
    name,
    String(connections),
    number(ours.rate),
    milliseconds(ours.p50),
    milliseconds(ours.p99),
    number(bare.rate),
    percent(ours.rate / bare.rate),
  ]);
}

/** One target, the measured value, and whether the value reaches it. */
export function verdict(what: string, value: number, unit: string, bound: number, most = false) {
  const reached = most ? value <= bound : value >= bound;
  const sign = most ? "≤" : "≥";
  return `${reached ? "reached" : "MISSED "}  ${what}: ${number(value)} ${unit} (${sign} ${number(bound)})`;
}
