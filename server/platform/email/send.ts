import { randomUUID } from "node:crypto";
import { createTransport, type Transporter } from "nodemailer";
import type { Context } from "../context";
import { env } from "../env";
import { enqueueJobs } from "../jobs/enqueue";
import { seal, unseal } from "../sealed";

/** A plain message: paragraphs, one link or none. */
export interface Message {
  to: string;
  subject: string;
  paragraphs: string[];
  link?: { label: string; url: string };
  after?: string[];
}

let transport: Transporter | undefined;

/** Whether this installation sends mail. */
export const sendsMail = () => env().SMTP_URL !== undefined;

/** The URL of a page of this site for use in mail: never taken from a request, which may lie. */
export function siteUrl(path: string): string {
  const { APP_URL, PORT } = env();
  return new URL(path, APP_URL ?? `http://localhost:${PORT}`).href;
}

/** What queued messages are sealed for: they contain tokens and addresses. */
const SEALED_FOR = "queued mail";

/** A message that the mail server refused for good: trying again does not help. */
export class RefusedMailError extends Error {
  override name = "RefusedMailError";
}

/** The mail server could not be reached, or put it off. */
export class UndeliveredMailError extends Error {
  override name = "UndeliveredMailError";
}

/** What is queued: with the same id, a message that is sent twice is recognized as one. */
type Queued = Message & { id: string };

/**
 * Queues a message, in the open transaction. Without one, queues a job that sends nothing: the
 * response time must not reveal whether there was one to send.
 */
export async function enqueue(ctx: Pick<Context, "db">, message: Message | null): Promise<void> {
  await enqueueAll(ctx, [message]);
}

/** Queues several messages. */
export async function enqueueAll(
  ctx: Pick<Context, "db">,
  messages: (Message | null)[],
): Promise<void> {
  const queued = messages.map(
    (message) => message && ({ ...message, id: randomUUID() } satisfies Queued),
  );
  await enqueueJobs(ctx, "send-mail", queued.map(sealedFor));
}

/** Data of a job that only this installation can read. */
export const sealedFor = (value: unknown) => ({ sealed: seal(JSON.stringify(value), SEALED_FOR) });

/** The data of a job. Throws if it was queued with another AUTH_SECRET. */
export function unsealed<T>({ sealed }: { sealed: string }): T {
  const text = unseal(sealed, SEALED_FOR);
  if (text !== null) return JSON.parse(text) as T;
  throw new RefusedMailError("It was queued with another AUTH_SECRET, and cannot be read.");
}

/** Sends what was queued. Returns whether there was something to send. */
export async function sendQueued(payload: { sealed: string }): Promise<boolean> {
  const queued = unsealed<Queued | null>(payload);
  if (!queued) return false;
  await send(queued, queued.id);
  return true;
}

/** Sends a message. Throws a sentence without addresses if the mail server does not take it. */
export async function send(message: Message, id: string): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) throw new UndeliveredMailError("SMTP_URL is not set, so no mail is sent.");
  transport ??= createTransport(SMTP_URL, { from: MAIL_FROM });
  const mail = {
    to: message.to,
    subject: message.subject,
    text: asText(message),
    html: asHtml(message),
    messageId: `<${id}@${new URL(siteUrl("/")).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated" },
  };
  await transport.sendMail(mail).catch((error: SmtpError) => {
    throw faultOf(error);
  });
}

interface SmtpError {
  code?: string;
  responseCode?: number;
}

/** What a mail server says repeats the address, so only its code is told. */
function faultOf({ code, responseCode }: SmtpError): Error {
  const told = responseCode ? `code ${responseCode}` : (code ?? "no code");
  const isRefused =
    (code === "EENVELOPE" || code === "EMESSAGE") && responseCode && responseCode >= 500;
  return isRefused
    ? new RefusedMailError(`The mail server refused a message for good (${told}).`)
    : new UndeliveredMailError(`The mail server did not take a message (${told}).`);
}

function asText({ paragraphs, link, after = [] }: Message): string {
  return [...paragraphs, ...(link ? [link.url] : []), ...after].join("\n\n");
}

function asHtml({ paragraphs, link, after = [] }: Message): string {
  const p = (text: string) => `<p>${escapeHtml(text)}</p>`;
  const button = link
    ? `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`
    : "";
  return `<!doctype html><html lang="en"><body>${paragraphs.map(p).join("")}${button}${after
    .map(p)
    .join("")}</body></html>`;
}

const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
