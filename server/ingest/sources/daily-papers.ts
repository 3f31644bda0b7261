import { z } from "zod";
import { remedyFor } from "../remedies";
import { problemsOf } from "../rows";
import { refuseTooLong, strictDecoder, textOfPart, unreadable } from "./answer";
import { SourceError } from "./source-error";
import { quoted, type SourceRow, sourceRow } from "./source-row";

/** Far more than a page has. */
const MAX_ELEMENTS = 5_000;

const element = z.object({ paper: z.object({ id: z.string() }) });

/**
 * Reads an answer of Hugging Face's `/api/daily_papers`, whose upvotes are as of when it was
 * received: each element is a paper, or what is wrong with it. Throws a `SourceError` if the answer
 * is not a list of them.
 */
export function readDailyPapers(bytes: Uint8Array, receivedAt: Date): SourceRow[] {
  const answer = parsed(bytes);
  if (!Array.isArray(answer)) throw notAList(answer);
  if (answer.length > MAX_ELEMENTS) {
    throw unreadable(`The answer has more than ${MAX_ELEMENTS.toLocaleString("en-US")} papers.`);
  }
  return answer.map((value: unknown, place) => {
    const read = element.safeParse(value, { error: remedyFor });
    if (!read.success) return sourceRow(place + 1, null, { problems: problemsOf(read.error) });
    const row = sourceRow(place + 1, read.data.paper.id, { row: value });
    if ("paper" in row && row.paper.upvotes !== null) row.paper.upvotesAsOf = receivedAt;
    return row;
  });
}

function parsed(bytes: Uint8Array): unknown {
  refuseTooLong(bytes);
  const text = textOfPart(strictDecoder(), bytes);
  if (text.trim() === "") throw unreadable("The answer is empty.");
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(`The answer is not JSON: it begins with “${quoted(text.trimStart(), 60)}”.`);
  }
}

function notAList(answer: unknown): SourceError {
  if (typeof answer !== "object" || answer === null) {
    return unreadable("The answer is not a list of papers.");
  }
  if ("error" in answer && typeof answer.error === "string") {
    return new SourceError("refused", `Hugging Face says: ${quoted(answer.error)}`);
  }
  const names = Object.keys(answer).slice(0, 5).join(", ");
  return unreadable(
    `The answer is not a list of papers but an object${names && ` with ${quoted(names)}`}.`,
  );
}
