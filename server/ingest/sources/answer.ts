import { SourceError } from "./source-error";

/** The most bytes of an answer. */
const MAX_ANSWER_BYTES = 20_000_000;

export const unreadable = (message: string) => new SourceError("unreadable", message);

export function refuseTooLong(answer: Uint8Array) {
  if (answer.length <= MAX_ANSWER_BYTES) return;
  throw unreadable(`The answer has more than ${MAX_ANSWER_BYTES / 1_000_000} MB.`);
}

/** The text of a part of an answer; `isLast` if no other follows. Drops a byte order mark. */
export function textOfPart(decoder: TextDecoder, part: Uint8Array, isLast = true): string {
  try {
    return decoder.decode(part, { stream: !isLast });
  } catch {
    throw unreadable("The answer is not UTF-8, the only encoding that is read.");
  }
}

/** A decoder that refuses what is not UTF-8. */
export const strictDecoder = () => new TextDecoder("utf-8", { fatal: true });
