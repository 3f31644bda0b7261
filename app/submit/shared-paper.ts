import "server-only";
import { headers } from "next/headers";
import type { Query } from "@/server/api/rsc";
import { env } from "@/server/platform/env";

const MAX_SHARED = 2_000;

/**
 * What a bookmarklet or a phone's share sheet says of a page: its address, which some put into the
 * text or the title. Only fills in the field.
 */
export function sharedPaper({ url, text, title }: Query): string {
  const given = [url, text, title].flatMap((value) => (typeof value === "string" ? value : []));
  const words = given.map((value) => value.replace(/\s+/g, " ").trim()).filter(Boolean);
  return (words.find((value) => /https?:\/\//.test(value)) ?? words[0] ?? "").slice(0, MAX_SHARED);
}

/** The address of this installation, as the reader has it. */
export async function addressHere(): Promise<string> {
  const { APP_URL } = env();
  if (APP_URL) return new URL(APP_URL).origin;
  const head = await headers();
  const host = head.get("host") ?? "localhost";
  return `${head.get("x-forwarded-proto") ?? "http"}://${host}`;
}
