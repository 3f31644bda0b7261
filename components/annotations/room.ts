import { MAX_NOTE } from "@/server/platform/limits";

/** From here on, the room that is left is told. */
const NEAR = 500;

const MOST = MAX_NOTE.toLocaleString("en-US");

/** How much room a note has left: what is told of it, and whether it is too long. */
export function roomIn(body: string): { told: string | null; tooLong: boolean } {
  const left = MAX_NOTE - body.length;
  if (left >= NEAR) return { told: null, tooLong: false };
  const count = Math.abs(left).toLocaleString("en-US");
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  if (left >= 0) return { told: `${count} ${characters} left`, tooLong: false };
  return { told: `${count} ${characters} over ${MOST}`, tooLong: true };
}

export const TOO_LONG = `This note is too long: at most ${MOST} characters fit. Shorten it, or post it in parts.`;
