import type { IncomingMessage } from "node:http";
import { cachedAddress } from "../../page-cache/addresses.mjs";
import { lastPage } from "../../page-cache/store.mjs";
import { RETRY_AFTER } from "../../platform/errors";
import { type Given, plainAnswer } from "./plain-page";

const AWAY = "Broadsheet can't reach its database right now. Please try again in a minute.";

const AFTER_FORM =
  "What you sent may not have been saved. Reload this page to send it again, or go back: most browsers keep what you typed.";

/**
 * The response when a page could not be made because the database failed: the last cached copy of
 * the page if there is one, else a page that says so. Other requests get only the sentence.
 */
export function answerInstead(request: IncomingMessage, outage: string | null): Given {
  const { method, url = "/", headers } = request;
  const isForm = method === "POST";
  const isPart = headers.rsc !== undefined || headers["next-action"] !== undefined;
  const address = isForm || isPart ? null : cachedAddress(url);
  const kept = address === null ? undefined : lastPage(address)?.value;
  if (kept?.kind === "APP_PAGE" && typeof kept.html === "string") {
    return {
      status: 200,
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": kept.headers["content-security-policy"],
        "cache-control": "no-cache",
      },
      body: kept.html,
    };
  }
  const sentence = outage ?? AWAY;
  const given = plainAnswer(request, 503, {
    title: "Not available right now",
    sentence,
    more: isForm ? AFTER_FORM : "Nothing that you have saved is lost.",
    again: !isForm,
  });
  return { ...given, headers: { ...given.headers, "retry-after": RETRY_AFTER } };
}
