import { TRPCError } from "@trpc/server";
import { PEOPLE, type Person, people, SECRETS, say } from "./people";

// The format of both matrices: a row per call, a column per person.

/** The words in the cells. */
const WORDS: Record<string, string> = {
  UNAUTHORIZED: "401",
  FORBIDDEN: "403",
  NOT_FOUND: "404",
  BAD_REQUEST: "no",
  CONFLICT: "no",
  TOO_MANY_REQUESTS: "no",
  INTERNAL_SERVER_ERROR: "500",
};

export const LEGEND = `
ok   done, or answered
401  to be signed in first
403  here, and not allowed to this one
404  not here, for this one
no   wrong in itself, whoever asks
500  a defect: there must be none

${people.map((who) => `${who.padEnd(6)}${PEOPLE[who]}`).join("\n")}
`;

type Row = [name: string, cells: readonly string[]];

/** Formats the results as a table. */
export function table(rows: Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const line = ([name, cells]: Row) =>
    (name.padEnd(width) + cells.map((cell) => cell.padEnd(6)).join("")).trimEnd();
  return `\n${[["", people] as Row, ...rows].map(line).join("\n")}\n`;
}

/** The cells of a table, by the name of their row. */
export function expectedIn(text: string): Map<string, Partial<Record<Person, string>>> {
  const lines = text.split("\n").slice(2).filter(Boolean);
  return new Map(
    lines.map((line) => {
      const words = line.trim().split(/\s+/);
      const name = words.slice(0, -people.length).join(" ");
      const cells = words.slice(-people.length);
      return [name, Object.fromEntries(people.map((who, index) => [who, cells[index]]))];
    }),
  );
}

export interface Answer {
  word: string;
  /** What the caller was told: the result, or the words of the refusal. */
  told: unknown;
}

/** The first event of a stream; any other result itself. */
async function first(told: unknown): Promise<unknown> {
  if (typeof told !== "object" || told === null || !(Symbol.asyncIterator in told)) return told;
  for await (const event of told as AsyncIterable<unknown>) return event;
  return null;
}

/** The outcome of calling a procedure. Throws unexpected errors. */
export async function answerOf(asking: () => Promise<unknown>): Promise<Answer> {
  try {
    return { word: "ok", told: await first(await asking()) };
  } catch (error) {
    const word = error instanceof TRPCError ? WORDS[error.code] : undefined;
    if (!word) throw error;
    return { word, told: (error as TRPCError).message };
  }
}

/** The secrets that a response contains. */
export function heardIn(told: unknown): string[] {
  const text = JSON.stringify(told) ?? "";
  return Object.keys(SECRETS).filter((name) => text.includes(say(name)));
}

/** The secrets in a response that are not for this person. */
export const leaksTo = (who: Person, told: unknown): string[] =>
  heardIn(told).filter((name) => !SECRETS[name]?.for.includes(who));
