import "server-only";
import { anonymousCaller } from "@/server/api/rsc";
import { nearestInput } from "@/server/editions/schema";
import { addDays } from "@/server/platform/calendar";

/**
 * Redirects from a day that a reader has picked, `?day=2025-03-13`, to its edition below `base`; if
 * it has none, to the one before or else after it. What is no day leads to the page that says so.
 */
export async function editionOfDay(request: Request, base: string): Promise<Response> {
  const day = new URL(request.url).searchParams.get("day") || "latest";
  const found = nearestInput.safeParse({ from: day, to: day }).success ? await atOrNear(day) : day;
  const location = `${base}/date/${encodeURIComponent(found)}`;
  return new Response(null, { status: 303, headers: { location } });
}

async function atOrNear(day: string): Promise<string> {
  const from = addDays(day, 1);
  const { previous, next } = await anonymousCaller().editions.nearest({ from, to: from });
  return previous ?? next ?? day;
}
