import { z } from "zod";
import { email } from "../platform/email-address";

const MAX_ADDRESSES = 50;

/** What stands between the addresses of a pasted list. */
const BETWEEN = /[,;\r\n\t]+/;

/** "Ada Lovelace <ada@example.org>" is one address; "ada@example.org grace@example.org" are two. */
const addressesIn = (part: string) => /<([^<>]*)>/.exec(part)?.[1] ?? part;

/** Addresses as people paste them, each once. Refuses all if one is none, and names it. */
export const addresses = z
  .string("Please enter at least one address.")
  .max(20_000, "This is too long for a list of addresses.")
  .transform((text, ctx) => {
    const typed = text.split(BETWEEN).flatMap((part) => addressesIn(part).trim().split(/\s+/));
    const read = typed.filter(Boolean).map((each) => ({ each, ...email.safeParse(each) }));
    const bad = read.filter(({ success }) => !success);
    if (bad.length > 0) {
      const named = bad.slice(0, 3).map(({ each }) => `“${[...each].slice(0, 60).join("")}”`);
      const more = bad.length > 3 ? ` and ${bad.length - 3} more` : "";
      const are = bad.length === 1 ? "is no address" : "are no addresses";
      ctx.addIssue(`${named.join(", ")}${more} ${are} like name@example.org.`);
      return z.NEVER;
    }
    return [...new Set(read.flatMap(({ data }) => data ?? []))];
  })
  .pipe(
    z
      .array(z.string())
      .min(1, "Please enter at least one address.")
      .max(MAX_ADDRESSES, `At most ${MAX_ADDRESSES} people can be invited at a time.`),
  );
