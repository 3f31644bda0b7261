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

/** A whole message, ready to be sent. */
export interface Mail {
  /** From it comes the Message-ID, by which receivers merge copies. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
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

  constructor(
    message: string,
    /** Whether the address was refused, and not only this message. */
    readonly isOfAddress = false,
  ) {
    super(message);
  }
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

/** The queued message; null for a job that sends nothing. */
export function unqueued(payload: { sealed: string }): Mail | null {
  const queued = unsealed<Queued | null>(payload);
  return queued && asMail(queued, queued.id);
}

/** A plain message as it is sent. */
export const asMail = (message: Message, id: string): Mail => ({
  id,
  to: message.to,
  subject: message.subject,
  text: asText(message),
  html: asHtml(message),
});

/** Connections to the mail server at once, for many messages. */
export const MAX_CONNECTIONS = 4;

function transportTo(url: string, pool: boolean): Transporter {
  const { MAIL_FROM: from, DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY } = env();
  const dkim =
    DKIM_DOMAIN && DKIM_SELECTOR && DKIM_KEY
      ? { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey: DKIM_KEY }
      : undefined;
  const many = { pool: true, maxConnections: MAX_CONNECTIONS, maxMessages: 200 } as const;
  return createTransport({ url, ...(dkim && { dkim }), ...(pool && many) }, { from });
}

/** Hands a message to the mail server. Throws a sentence without addresses if it is not taken. */
export async function transmit(mail: Mail, through?: Transporter): Promise<void> {
  const { SMTP_URL } = env();
  if (!SMTP_URL) throw new UndeliveredMailError("SMTP_URL is not set, so no mail is sent.");
  transport ??= transportTo(SMTP_URL, false);
  const { id, headers, ...rest } = mail;
  const sending = (through ?? transport).sendMail({
    ...rest,
    messageId: `<${id}@${new URL(siteUrl("/")).hostname}>`,
    headers: { "Auto-Submitted": "auto-generated", ...headers },
  });
  await sending.catch((error: SmtpError) => {
    throw faultOf(error);
  });
}

/** Runs work that sends many messages over a few connections; none without SMTP_URL. */
export async function withConnections<T>(
  work: (through: Transporter | undefined) => Promise<T>,
): Promise<T> {
  const { SMTP_URL } = env();
  const pooled = SMTP_URL ? transportTo(SMTP_URL, true) : undefined;
  return work(pooled).finally(() => pooled?.close());
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  /** The addresses that were refused. */
  rejected?: string[];
}

/** What a mail server says repeats the address, so only its code is told. */
function faultOf({ code, responseCode, rejected = [] }: SmtpError): Error {
  const told = responseCode ? `code ${responseCode}` : (code ?? "no code");
  const isRefused =
    (code === "EENVELOPE" || code === "EMESSAGE") && responseCode && responseCode >= 500;
  return isRefused
    ? new RefusedMailError(
        `The mail server refused a message for good (${told}).`,
        rejected.length > 0,
      )
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
