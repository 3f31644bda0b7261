import { z } from "zod";

/** A position in a list, opaque to clients: the sort key of the last row they have. */
export const encodeCursor = (key: number[]) =>
  Buffer.from(JSON.stringify(key)).toString("base64url");

/** Accepts a cursor whose sort key has this many numbers. */
export const cursorOf = (length: number) =>
  z
    .string()
    .max(200)
    .transform((text, context) => {
      const key = decode(text);
      if (key?.length === length) return key;
      context.addIssue({ code: "custom", message: "is no place in this list" });
      return z.NEVER;
    })
    .optional();

function decode(text: string): number[] | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return Array.isArray(key) && key.every((part) => Number.isFinite(part)) ? key : null;
  } catch {
    return null;
  }
}
