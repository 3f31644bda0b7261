import { createTransport, type Transporter } from "nodemailer";
import { env } from "../env";
import { log } from "../log";

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

/** Sends a message. Rejects if the mail server refuses it. */
export async function send(letter: Message): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) throw new Error("SMTP_URL is not set: this installation sends no mail.");
  transport ??= createTransport(SMTP_URL, { from: MAIL_FROM });
  await transport.sendMail({
    to: letter.to,
    subject: letter.subject,
    text: asText(letter),
    html: asHtml(letter),
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

/**
 * Sends without waiting, so that the response time does not reveal whether a message was sent. A
 * failure is only logged, without the address.
 */
export function enqueue(letter: Message): void {
  send(letter).catch((error: { code?: string; responseCode?: number }) =>
    log().error({ code: error.code, response: error.responseCode }, "a letter was not sent"),
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
