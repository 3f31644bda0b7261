import { MAX_CHANGED } from "@/server/platform/limits";
import { reasonOf } from "../api/call";
import { papersIn } from "./names";

/** Why the rest of some papers was refused. */
export interface Refused {
  error: unknown;
  rest: number[];
}

/** Sends a change of papers in batches until one is refused; throws if that is the first. */
export async function inBatches<Answer>(
  paperIds: number[],
  send: (paperIds: number[]) => Promise<Answer>,
): Promise<{ answers: Answer[]; refused?: Refused }> {
  const answers: Answer[] = [];
  for (let at = 0; at < paperIds.length; at += MAX_CHANGED) {
    try {
      answers.push(await send(paperIds.slice(at, at + MAX_CHANGED)));
    } catch (error) {
      if (answers.length === 0) throw error;
      return { answers, refused: { error, rest: paperIds.slice(at) } };
    }
  }
  return { answers };
}

/** " 12 papers could not be moved. …": the sentence about the rest, after what was done. */
export function restOf(refused: Refused | undefined, done: string): string {
  if (!refused) return "";
  return ` ${papersIn(refused.rest.length)} could not be ${done}. ${reasonOf(refused.error)}`;
}
