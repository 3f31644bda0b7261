import { z } from "zod";

/** Text that Postgres can keep: no NUL, no half of a surrogate pair. */
export const keepable = (text: string) => !text.includes("\0") && !/\p{Surrogate}/u.test(text);

/** Words to look for: what Postgres cannot keep stands nowhere, so it is left out. */
export const sought = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, " ").trim();

/** Text that Postgres can store and a line can show: no control characters, no lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\p{Surrogate}]/u;

/** One line of text, trimmed, counted in characters as a reader would. */
export const line = (what: string, max: number) =>
  z
    .string(`Please enter ${what}.`)
    // the cheap check first: nothing else looks at megabytes
    .max(max * 4, `Please keep ${what} within ${max} characters.`)
    .trim()
    .min(1, `Please enter ${what}.`)
    .refine((text) => [...text].length <= max, `Please keep ${what} within ${max} characters.`)
    .refine((text) => !unprintable.test(text), `Please use only printable characters for ${what}.`);

/** Text of several lines, trimmed; it may be empty. */
export const lines = (what: string, max: number) => {
  const tooLong = `Please keep ${what} within ${max.toLocaleString("en-US")} characters.`;
  return z
    .string()
    .max(max * 4, tooLong)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .refine((text) => [...text].length <= max, tooLong)
    .refine(keepable, `Please use only printable characters for ${what}.`);
};
