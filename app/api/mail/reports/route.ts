import { createHash, timingSafeEqual } from "node:crypto";
import { visitor } from "@/app/visitor";
import { report } from "@/server/digest/mutations";
import { reportsInput } from "@/server/digest/schema";
import { env } from "@/server/platform/env";

const hash = (text: string) => createHash("sha256").update(text).digest();

const said = (body: object, status: number) =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store" } });

/**
 * What a mail service reports: `{ events: [{ type: "bounce" | "complaint", email }] }`, with the secret
 * as a bearer token. Without a secret in the settings there is nothing here.
 */
export async function POST(request: Request) {
  const { MAIL_WEBHOOK_SECRET: secret } = env();
  if (!secret) return said({ error: "MAIL_WEBHOOK_SECRET is not set." }, 404);
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  if (!timingSafeEqual(hash(given), hash(secret)))
    return said({ error: "The secret differs." }, 401);
  const input = reportsInput.safeParse(await request.json().catch(() => null));
  if (!input.success) {
    const [issue] = input.error.issues;
    return said({ error: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}` }, 400);
  }
  const { ctx } = await visitor();
  return said(await report(ctx, input.data), 200);
}
