import "server-only";
import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { pageRead, reader, signedIn } from "@/server/api/rsc";
import { AppError } from "@/server/platform/errors";

type Caller = Awaited<ReturnType<typeof signedIn>>["caller"];

/** What a team's edition page is asked for. */
export interface Asked {
  team: string;
  days: string;
  topic?: string;
  after?: string;
  /**
   * The browser redirected here, as it remembers the team: perhaps from before the reader left it.
   */
  remembered: boolean;
}

interface Given {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Decodes a part of a URL; an invalid encoding stays as it is, and is then not a valid day. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export async function askedOf({ params, searchParams }: Given, days: string): Promise<Asked> {
  const [{ slug }, { topic, after, remembered }] = await Promise.all([params, searchParams]);
  return {
    team: slug,
    days: decoded(days),
    topic: topic as string | undefined,
    after: after as string | undefined,
    remembered: remembered !== undefined,
  };
}

const isNotMember = (error: unknown) =>
  error instanceof TRPCError &&
  error.cause instanceof AppError &&
  error.cause.code === "NOT_FOUND" &&
  error.cause.field === "teamId";

/** The same days as everyone's edition. */
export const everyones = (unit: string, { days }: Asked) =>
  days === "latest" ? "/" : `/papers/${unit}/${encodeURIComponent(days)}`;

/**
 * Reads some days as a team does. A reader who was redirected here by a remembered choice, and is
 * not in the team, is redirected to everyone's page, and the choice is cleared (`team-view.ts`).
 */
export const teamRead = <T>(unit: string, read: (caller: Caller, asked: Asked) => Promise<T>) =>
  pageRead(async (asked: Asked) => {
    const back = () => redirect(`${everyones(unit, asked)}#everyone`);
    const { actor } = await reader();
    if (asked.remembered && actor.kind !== "user") back();
    const { team, days, topic, after } = asked;
    const { caller } = await signedIn(`/teams/${team}/${unit}/${days}`, { topic, after });
    return read(caller, asked).catch((error: unknown) => {
      if (asked.remembered && isNotMember(error)) back();
      throw error;
    });
  });
