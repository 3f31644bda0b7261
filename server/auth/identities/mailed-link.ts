import { nameOf } from "../../installation/queries";
import { deliver } from "../../mail/mutations";
import type { Context } from "../../platform/context";
import { signInLink } from "../../platform/email/messages";
import { asMail, sealedFor, unsealed } from "../../platform/email/send";
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

/**
 * Queues a sign-in link for any address. Only the job finds out whether it could work: the response
 * time must not reveal whether there is an account.
 */
export const enqueueSignInLink = (ctx: Context, link: Link): Promise<void> =>
  enqueueJob(ctx, "mail-sign-in-link", sealedFor({ ...link, id: newToken() } satisfies Queued));

/** Sends a queued link, if it could work. Returns whether it was sent. */
export async function sendSignInLink(ctx: Context, payload: { sealed: string }): Promise<boolean> {
  const { to, token, callbackUrl, invitation, id } = unsealed<Queued>(payload);
  if (!(await maySignInByMail(ctx, to, invitation))) return false;
  const query = new URLSearchParams({ email: to, token, callbackUrl });
  await deliver(ctx, asMail(signInLink(await nameOf(ctx), to, query), id));
  return true;
}
