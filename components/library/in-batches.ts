/** What one call changes at most. */
const BATCH = 1_000;

/** Why the rest of some papers was refused. */
export interface Refused {
  error: unknown;
  rest: number[];
}

/** Sends a change of papers, a batch at a time, until one is refused; throws where that is the first. */
export async function inBatches<Answer>(
  paperIds: number[],
  send: (paperIds: number[]) => Promise<Answer>,
): Promise<{ answers: Answer[]; refused?: Refused }> {
  const answers: Answer[] = [];
  for (let at = 0; at < paperIds.length; at += BATCH) {
    try {
      answers.push(await send(paperIds.slice(at, at + BATCH)));
    } catch (error) {
      if (answers.length === 0) throw error;
      return { answers, refused: { error, rest: paperIds.slice(at) } };
    }
  }
  return { answers };
}
