import { createHash } from "node:crypto";
import { NextRequest } from "next/server";
import { POST } from "@/app/api/auth/callback/[provider]/route";
import { verificationTokens } from "@/db/schema/auth";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";

/** Stores a token as Auth.js does when a link is asked for. */
export async function storeLink(email: string, token: string): Promise<void> {
  await appDatabase()
    .insert(verificationTokens)
    .values({
      identifier: email,
      token: createHash("sha256").update(`${token}${env().AUTH_SECRET}`).digest("hex"),
      expires: new Date(Date.now() + 60_000),
    });
}

/** Clicks the button of a link with this query, and returns where it leads. */
export async function pressLink(query: URLSearchParams): Promise<string> {
  const address = `http://localhost:3000/api/auth/callback/email?${query}`;
  const answer = await POST(
    new NextRequest(address, { method: "POST", headers: { host: "localhost:3000" }, body: "" }),
    { params: Promise.resolve({ provider: "email" }) },
  );
  return new URL(answer.headers.get("location") ?? "", address).pathname;
}
