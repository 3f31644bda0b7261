import { randomUUID } from "node:crypto";
import type { Transporter } from "nodemailer";
import type { Context } from "../context";
import { hasSecret } from "../derived-key";
import { env } from "../env";
import { enqueueJobs } from "../jobs/enqueue";
import { seal, unseal } from "../sealed";

/** What becomes of messages; null where none are written. */
export function mailFate(): "sent" | "kept" | null {
  if (deliversMail()) return "sent";
  return writesMail() ? "kept" : null;
}

/** A plain message: paragraphs, one link or none. */
export interface Message {
  to: string;
  subject: string;
  paragraphs: string[];
  link?: { label: string; url: string };
  after?: string[];
  /** Whether using it proves that one gets mail at the address, so that it is never kept. */
  needsDelivery?: boolean;
  about?: About;
}

/** What a message is about whose subject may name what administrators do not see. */
export type About = "invitation" | "digest";

/** A whole message, ready to be sent. */
export interface Mail {
  /** From it comes the Message-ID, by which receivers merge copies. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers?: Record<string, string>;
  about?: About;
}

let transport: Promise<Transporter> | undefined;

/**
 * Whether mail reaches whom it is for. Only then does getting it prove an address, let a reader back
 * in, or confirm that it is them.
 */
export const deliversMail = () => env().SMTP_URL !== undefined;

/**
 * Whether messages are written at all, to be delivered or kept for administrators: they wait sealed
 * with AUTH_SECRET.
 */
export const writesMail = hasSecret;

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
    /** Whether there is no such address, as far as the answer tells. */
    readonly isOfAddress = false,
  ) {
    super(message);
  }
}

/** The mail server could not be reached, or put it off. */
export class UndeliveredMailError extends Error {
  override name = "UndeliveredMailError";

  constructor(
    message: string,
    /** Whether other messages cannot be sent now either. */
    readonly isOfServer = false,
  ) {
    super(message);
  }
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

/** Queues several messages; none where none are written. */
export async function enqueueAll(
  ctx: Pick<Context, "db">,
  messages: (Message | null)[],
): Promise<void> {
  if (!writesMail()) return;
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

/** Of what may not be kept: the mail server may be gone by the time it would be sent. */
export const undeliverable = () =>
  new RefusedMailError("It proves an address, so it is not kept, and SMTP_URL is not set.");

/** The queued message; null for a job that sends nothing. */
export function unqueued(payload: { sealed: string }): Mail | null {
  const queued = unsealed<Queued | null>(payload);
  if (queued?.needsDelivery && !deliversMail()) throw undeliverable();
  return queued && asMail(queued, queued.id);
}

/** A plain message as it is sent. */
export const asMail = (message: Message, id: string): Mail => ({
  id,
  to: message.to,
  subject: message.subject,
  text: asText(message),
  html: asHtml(message),
  ...(message.about && { about: message.about }),
});

/** Connections to the mail server at once, for many messages. */
export const MAX_CONNECTIONS = 4;

/** Loads the library with the first message, as most starts send none for a while. */
async function transportTo(url: string, pool: boolean): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
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
  if (!SMTP_URL) throw new UndeliveredMailError("SMTP_URL is not set, so no mail is sent.", true);
  transport ??= transportTo(SMTP_URL, false);
  const { id, headers, to, subject, text, html } = mail;
  const sending = (through ?? (await transport)).sendMail({
    to,
    subject,
    text,
    html,
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
  const pooled = SMTP_URL ? await transportTo(SMTP_URL, true) : undefined;
  return work(pooled).finally(() => pooled?.close());
}

interface SmtpError {
  code?: string;
  responseCode?: number;
  /** The whole answer, with its code. */
  response?: string;
  /** The addresses that were refused. */
  rejected?: string[];
}

/** Codes of an address that does not take mail: no such mailbox, moved, not a name. */
const OF_ADDRESS = [550, 551, 553];
/** Its enhanced status. Of those with 5.1, two are about the sender. */
const STATUS_OF_ADDRESS = /^5\.(?:1\.(?![78]$)\d+|2\.1)$/;
/** What servers say that refuse the sender, and would refuse it for every address. */
const OF_SENDER = /relay|block|black|listed|spam|polic|denied|reputation|authenticat/i;

/** Whether an answer says that there is no such address, and not that we may not send to it. */
function saysNoAddress({ responseCode = 0, response = "", rejected = [] }: SmtpError): boolean {
  if (rejected.length === 0 || !OF_ADDRESS.includes(responseCode)) return false;
  const status = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  if (status) return STATUS_OF_ADDRESS.test(status);
  return !OF_SENDER.test(rejected.reduce((said, email) => said.replaceAll(email, ""), response));
}

/** Whether a fault that may pass is one of the connection or the account, not of one message. */
function isOfServer({ code, responseCode, rejected = [] }: SmtpError): boolean {
  if (responseCode === 421) return true;
  if (code === "EENVELOPE") return responseCode !== undefined && rejected.length === 0;
  return code !== "EMESSAGE";
}

/** What a mail server says repeats the address, so only its code is told. */
function faultOf(error: SmtpError): Error {
  const { code, responseCode } = error;
  const told = responseCode ? `code ${responseCode}` : (code ?? "no code");
  const isRefused =
    (code === "EENVELOPE" || code === "EMESSAGE") && responseCode && responseCode >= 500;
  return isRefused
    ? new RefusedMailError(
        `The mail server refused a message for good (${told}).`,
        saysNoAddress(error),
      )
    : new UndeliveredMailError(
        `The mail server did not take a message (${told}).`,
        isOfServer(error),
      );
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
