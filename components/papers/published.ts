import type { PaperPage } from "@/server/papers/queries";

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });

const day = format({ month: "long", day: "numeric", year: "numeric" });
const month = format({ month: "long", year: "numeric" });

/** A paper's date of publication, as precise as known: "March 13, 2025" or "March 2025". */
export function publishedIn(
  paper: Pick<PaperPage, "publishedAt" | "publishedPrecision">,
): { text: string; dateTime: string } | null {
  const { publishedAt, publishedPrecision } = paper;
  if (!publishedAt) return null;
  const iso = publishedAt.toISOString();
  return publishedPrecision === "month"
    ? { text: month.format(publishedAt), dateTime: iso.slice(0, 7) }
    : { text: day.format(publishedAt), dateTime: iso.slice(0, 10) };
}

const shortMonth = format({ month: "short", year: "numeric" });

/** "Mar 2025" for "2025-03-13" or "2025-03" */
export const publishedName = (date: string) =>
  shortMonth.format(new Date(`${date.slice(0, 7)}-01`));

export const dayOf = (instant: Date) => day.format(instant);
