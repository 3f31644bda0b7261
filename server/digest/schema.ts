import { z } from "zod";
import { paperId } from "../papers/schema";
import { email } from "../platform/email-address";

export const cadences = ["daily", "weekly"] as const;
export type Cadence = (typeof cadences)[number];

/** What a digest may have in it. An address without an account gets the edition only. */
export const contents = ["edition", "topics", "teams", "collections", "notes"] as const;
export type Content = (typeof contents)[number];

/** How many papers it has at most. */
export const lengths = [5, 10, 20] as const;

/** The days of the week in the order of a week, Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** Names that are zones, as asking is slow: more than there are, but for those in other letter case. */
const zones = new Set<string>();
const MAX_ZONES = 1_000;

/** Whether the name is a time zone that this server knows. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    if (zones.size < MAX_ZONES) zones.add(name);
    return true;
  } catch {
    return false;
  }
}

const zone = z
  .string()
  .max(64)
  .refine(isZone, "Please enter a time zone like Europe/Berlin or America/New_York.");

const whole = (text: unknown) =>
  typeof text === "string" && /^\d{1,2}$/.test(text) ? Number(text) : text;

/**
 * Checkboxes by value, `{ 1: "on", 3: "on", none: "" }`, or the values themselves. `none` is sent in
 * any case, as a browser sends nothing for what is not checked.
 */
const several = <T extends z.ZodType>(one: T, fault: string) =>
  z.preprocess(
    (given) =>
      typeof given === "object" && given !== null && !Array.isArray(given)
        ? Object.keys(given).filter((value) => value !== "none")
        : given,
    z
      .array(z.preprocess(whole, one), fault)
      .max(10)
      .transform((all) => [...new Set(all)]),
  );

const NO_DAY = { path: ["weekdays"], error: "Please choose at least one day." };
const NO_CONTENT = "Please choose what is in it.";

const settings = {
  cadence: z.enum(cadences, "Please choose how often it comes."),
  weekdays: several(z.number().int().min(0).max(6), NO_DAY.error),
  /** The day of a weekly digest. */
  weekday: z.preprocess(whole, z.number().int().min(0).max(6)),
  hour: z.preprocess(whole, z.number("Please choose an hour.").int().min(0).max(23)),
  zone,
  length: z.preprocess(
    whole,
    z.union(
      lengths.map((length) => z.literal(length)),
      "Please choose how long it is.",
    ),
  ),
};

interface Days {
  cadence: Cadence;
  weekdays: number[];
  weekday: number;
}

const hasDays = ({ cadence, weekdays }: Days) => cadence === "weekly" || weekdays.length > 0;

/** The settings, as they are kept: a weekly digest has one day, a daily one several. */
const withOneDay = <T extends Days>({ weekday, ...rest }: T) => ({
  ...rest,
  weekdays: rest.cadence === "weekly" ? [weekday] : rest.weekdays,
});

/** What a reader sets, and whether it comes at all. */
export const saveInput = z
  .strictObject({
    ...settings,
    contents: several(z.enum(contents), NO_CONTENT).refine(({ length }) => length > 0, NO_CONTENT),
  })
  .refine(hasDays, NO_DAY)
  .transform(withOneDay);

export const openedInput = z.strictObject({ paperId });

/** What a subscriber sets by the link in the mail. */
export const byTokenInput = z.strictObject({ token: z.string().max(100) });

export const saveByTokenInput = z
  .strictObject({ ...byTokenInput.shape, ...settings })
  .refine(hasDays, NO_DAY)
  .transform(withOneDay);

/** What a browser says of its time zone does not matter enough to refuse the address for. */
export const subscribeInput = z.object({
  email,
  zone: zone.optional().catch(undefined),
});

/** What a mail service reports. */
export const reportsInput = z.strictObject({
  events: z
    .array(z.object({ type: z.enum(["bounce", "complaint"]), email }))
    .min(1)
    .max(1_000),
});
