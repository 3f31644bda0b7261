import { randomUUID } from "node:crypto";
import { nameOf } from "../../installation/queries";
import { deliver } from "../../mail/mutations";
import type { Context } from "../../platform/context";
import { signInLink } from "../../platform/email/messages";
import {
  asMail,
  deliversMail,
  sealedFor,
  undeliverable,
  unsealed,
} from "../../platform/email/send";
import { enqueueJob } from "../../platform/jobs/enqueue";
import { newToken } from "../../platform/token";
import { maySignInByMail } from "./queries";

interface Link {
  to: string;
  token: string;
  /** Where the reader goes on. */
  callbackUrl: string;
  /** An invitation that the browser has accepted. */
  invitation: string | undefined;
}

type Queued = Link & { id: string };

/** Begins the token of a link that was made to be kept; no other token has a dot. */
const KEPT = "kept.";

/** A token for a link. One that is kept for administrators says so, also once mail is delivered. */
export const newLinkToken = () => (deliversMail() ? newToken() : `${KEPT}${newToken()}`);

/** Whether using a link shows that one gets mail at its address: a kept one shows nothing. */
export const provesAddress = (token: string) => deliversMail() && !token.startsWith(KEPT);

/**
 * Queues a sign-in link for any address. Only the job finds out whether it could work: the response
 * time must not reveal whether there is an account.
 */
export const enqueueSignInLink = (ctx: Context, link: Link): Promise<void> =>
  enqueueJob(ctx, "mail-sign-in-link", sealedFor({ ...link, id: randomUUID() } satisfies Queued));

/**
 * Sends or keeps a queued link, if it could work. Returns whether it could. One that proves an
 * address is never kept.
 */
export async function sendSignInLink(ctx: Context, payload: { sealed: string }): Promise<boolean> {
  const { to, token, callbackUrl, invitation, id } = unsealed<Queued>(payload);
  if (!deliversMail() && !token.startsWith(KEPT)) throw undeliverable();
  const invited = { token: invitation, provenEmail: provesAddress(token) ? to : undefined };
  if (!(await maySignInByMail(ctx, to, invited))) return false;
  const query = new URLSearchParams({ email: to, token, callbackUrl });
  await deliver(ctx, asMail(signInLink(await nameOf(ctx), to, query), id));
  return true;
}
