"use client";

import { call, isSignedOut, reasonOf } from "../session/call";
import { signInFor } from "../session/intent";
import { currentMine, knownReader, showMine, whileChanging } from "../session/mine";
import { toast } from "../ui/toast";

/** The vote each paper is to have; while one is being sent, only the newest is sent after it. */
const wanted = new Map<number, boolean>();
const sending = new Set<number>();

/**
 * Shows the vote at once and sends it. One request a paper is under way at a time, so that the
 * last press wins whatever the network does; a refusal takes back what was shown.
 */
export async function chooseVote(choice: { paperId: number; voted: boolean; shown: number }) {
  const { paperId, voted, shown } = choice;
  const before = { voted: currentMine(paperId).voted, count: shown };
  showMine(paperId, { voted, count: shown + (voted ? 1 : -1) });
  wanted.set(paperId, voted);
  if (sending.has(paperId)) return;
  sending.add(paperId);
  let stands = before;
  try {
    await whileChanging(paperId, async () => {
      if (!(await knownReader())) {
        showMine(paperId, before);
        return signInFor({ kind: "vote", input: { paperId, voted: true } });
      }
      for (let next = wanted.get(paperId); next !== undefined; next = wanted.get(paperId)) {
        wanted.delete(paperId);
        const input = { paperId, voted: next };
        stands = await call((api) => api.votes.set.mutate(input));
        if (!wanted.has(paperId)) showMine(paperId, stands);
      }
    });
  } catch (error) {
    showMine(paperId, stands);
    if (isSignedOut(error)) signInFor({ kind: "vote", input: { paperId, voted } });
    else toast({ text: `Your vote was not changed. ${reasonOf(error)}` });
  } finally {
    wanted.delete(paperId);
    sending.delete(paperId);
  }
}
