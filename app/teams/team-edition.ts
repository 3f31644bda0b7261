import "server-only";
import { TRPCError } from "@trpc/server";
import { redirect } from "next/navigation";
import { pageRead, reader, signedIn } from "@/server/api/rsc";
import { AppError } from "@/server/platform/errors";

type Caller = Awaited<ReturnType<typeof signedIn>>["caller"];

/** What a page of a team's edition is asked for. */
export interface Asked {
  team: string;
  days: string;
  after?: string;
  /** Led here by the browser, which remembers the team: perhaps from before the reader left it. */
  remembered: boolean;
}

interface Given {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A part of an address as it was written; what is no encoding stays as it is, and is then no day. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export async function askedOf({ params, searchParams }: Given, days: string): Promise<Asked> {
  const [{ slug }, { after, remembered }] = await Promise.all([params, searchParams]);
  return {
    team: slug,
    days: decoded(days),
    after: after as string | undefined,
    remembered: remembered !== undefined,
  };
}

const isNotMember = (error: unknown) =>
  error instanceof TRPCError &&
  error.cause instanceof AppError &&
  error.cause.code === "NOT_FOUND" &&
  error.cause.field === "teamId";

/** Everyone's page of the same days. */
export const everyones = (unit: string, { days }: Asked) =>
  days === "latest" ? "/" : `/papers/${unit}/${encodeURIComponent(days)}`;

/**
 * Reads some days as a team does. Whom a remembered choice led here, and who is not, or no longer, in
 * the team, is led back to everyone's page, and the choice is forgotten (`team-view.ts`).
 */
export const teamRead = <T>(unit: string, read: (caller: Caller, asked: Asked) => Promise<T>) =>
  pageRead(async (asked: Asked) => {
    const back = () => redirect(`${everyones(unit, asked)}#everyone`);
    const { actor } = await reader();
    if (asked.remembered && actor.kind !== "user") back();
    const { team, days, after } = asked;
    const { caller } = await signedIn(`/teams/${team}/${unit}/${days}`, { after });
    return read(caller, asked).catch((error: unknown) => {
      if (asked.remembered && isNotMember(error)) back();
      throw error;
    });
  });
