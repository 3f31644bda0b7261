"use client";

import type { FileCheck } from "@/server/ingest/check-file";
import type { Imported } from "@/server/ingest/import-uploaded";
import { MADE_FOR } from "@/server/platform/made-for";
import { pageAccount, startOver } from "../../api/page-account";

/** Why a file was refused, or did not arrive. */
export interface Refused {
  error: string;
  field?: string;
  confirm?: true;
}

/** What the form says about a file. */
export interface FileOptions {
  edition: string;
  /** Names, separated by commas. */
  by: string;
  source: string;
}

/** A request that can be stopped; what it is answered. */
export interface Sending<T> {
  answer: Promise<T | Refused>;
  stop: () => void;
}

interface Listener {
  /** How much of the file has been sent, from 0 to 1. */
  onSent: (part: number) => void;
  /** How many rows the server has read and stored. */
  onRead?: (rows: number) => void;
}

const LOST =
  "The file could not be sent to its end. The connection may be lost, or the file has changed since you chose it.";

const TOO_LARGE =
  "A server in front of Broadsheet does not let a file of this size through. Raise its limit, or import the file on the server.";

/** The last complete line that is JSON; undefined if there is none. */
function lastLine(text: string): unknown {
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).trimEnd();
  try {
    return JSON.parse(lines.slice(lines.lastIndexOf("\n") + 1));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Sends a file as the body of a request, and reports what becomes of it. */
function send(step: string, file: File, options: FileOptions, { onSent, onRead }: Listener) {
  const { edition, by, source } = options;
  const query = new URLSearchParams({ edition, source });
  for (const name of by.split(",")) if (name.trim()) query.append("by", name.trim());
  const request = new XMLHttpRequest();
  request.open("POST", `/admin/import/${step}?${query}`);
  request.setRequestHeader("content-type", "application/octet-stream");
  const account = pageAccount();
  if (account) request.setRequestHeader(MADE_FOR, account);
  request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 1);
  request.upload.onload = () => onSent(1);
  request.onprogress = () => {
    const line = lastLine(request.responseText);
    if (isObject(line) && "progress" in line) onRead?.(Number(line.progress));
  };
  const answer = new Promise<object>((resolve) => {
    request.onloadend = () => {
      const said = lastLine(request.responseText);
      if (request.status === 412) startOver();
      if (isObject(said) && !("progress" in said)) resolve(said);
      else if (request.status === 413) resolve({ error: TOO_LARGE });
      else if (request.status >= 400) resolve({ error: sentenceIn(request) });
      else resolve({ error: LOST });
    };
  });
  request.send(file);
  return { answer, stop: () => request.abort() };
}

/** The refusal of something that does not answer in JSON, such as the gateway. */
function sentenceIn({ responseText, status }: XMLHttpRequest): string {
  const text = responseText.trim();
  if (text && text.length < 300 && !text.startsWith("<")) return text;
  return `The server answered with an error (${status}). Try again in a moment.`;
}

/** Asks what an import of the file would do. */
export const checkFile = (file: File, options: FileOptions, listener: Listener) =>
  send("check", file, options, listener) as Sending<FileCheck>;

/** Imports the file. */
export function importFile(file: File, options: FileOptions, listener: Listener) {
  const sending = send("papers", file, options, listener);
  const answer = sending.answer.then((said) => ("done" in said ? said.done : said));
  return { ...sending, answer } as Sending<Imported>;
}
