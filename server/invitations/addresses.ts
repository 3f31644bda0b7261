import { z } from "zod";
import { email } from "../platform/email-address";

const MAX_ADDRESSES = 50;

const listed = (names: string[]) => new Intl.ListFormat("en-US").format(names);

/** What stands between the addresses of a pasted list. */
const BETWEEN = /[,;\r\n\t]+/;

/** "Ada Lovelace <ada@example.org>" is one address; "ada@example.org grace@example.org" are two. */
const addressesIn = (part: string) => /<([^<>]*)>/.exec(part)?.[1] ?? part;

/** A name in quotation marks before an address, which may contain a comma. */
const QUOTED_NAME = /"[^"]*"\s*(?=<)/g;

/** Addresses as people paste them, each once. Refuses all if one is none, and names those. */
export const addresses = z
  .string("Please enter at least one address.")
  .max(20_000, "This is too long for a list of addresses.")
  .transform((text, ctx) => {
    const parts = text.replace(QUOTED_NAME, "").split(BETWEEN);
    const typed = parts.flatMap((part) => addressesIn(part).trim().split(/\s+/));
    const read = typed.filter(Boolean).map((each) => ({ each, ...email.safeParse(each) }));
    const bad = read.filter(({ success }) => !success);
    if (bad.length > 0) {
      const texts = [...new Set(bad.map(({ each }) => each))];
      const named = texts
        .slice(0, MAX_ADDRESSES)
        .map((each) => `“${[...each].slice(0, 60).join("")}”`);
      const left = texts.length - named.length;
      const all = listed(left > 0 ? [...named, `${left} more`] : named);
      const are = texts.length === 1 ? "is no address" : "are no addresses";
      ctx.addIssue(`${all} ${are} like name@example.org. Nothing was sent.`);
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
