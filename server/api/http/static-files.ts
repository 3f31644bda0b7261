import { readdirSync, readFileSync, statSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { acceptedEncoding, type Encoding, type Form, formOf, hashOf, sendForm } from "./form";

/** The build's own files: their names change with their content. */
const BUILT = "/_next/static/";

/** Folders of static files, their URLs, and how long browsers keep them. */
const FOLDERS = [
  {
    folder: ".next/static",
    prefix: BUILT,
    names: /./,
    cacheControl: "public, max-age=31536000, immutable",
  },
  { folder: "public", prefix: "/", names: /./, cacheControl: "public, max-age=0" },
  // icons that Next references on every page at these URLs
  {
    folder: "app",
    prefix: "/",
    names: /^(favicon|icon|apple-icon)\.(ico|png|svg)$/,
    cacheControl: "public, max-age=0, must-revalidate",
  },
];

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/** Types worth compressing; images and fonts are compressed already. */
const COMPRESSIBLE = /^text\/|json|svg/;

/** A smaller file fits into one packet and is not compressed. */
const MIN_COMPRESSED_BYTES = 1_024;

/** The most bytes of files, before compression, that the gateway keeps in memory. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A file as stored on disk. */
interface PlainFile {
  type: string;
  cacheControl: string;
  body: Buffer;
  isCompressible: boolean;
}

/**
 * Reads the public files, at start: one after another, which takes a fifth of the processor time of
 * reading them in threads. The value is `null` for those left to Next: a type that is not in the
 * table above, or beyond a total of `maxBytes`.
 */
export function readPlainFiles(root: string, maxBytes = MAX_BYTES) {
  const files = new Map<string, PlainFile | null>();
  let left = maxBytes;
  for (const { folder, prefix, names, cacheControl } of FOLDERS) {
    const from = path.join(root, folder);
    for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(from, file).replaceAll(path.sep, "/");
      if (!entry.isFile() || !names.test(name)) continue;
      const address = prefix + name;
      const type = TYPES[path.extname(name)];
      const { size } = statSync(file);
      if (!type || size > left) {
        files.set(address, null);
        continue;
      }
      left -= size;
      const isCompressible = size >= MIN_COMPRESSED_BYTES && COMPRESSIBLE.test(type);
      files.set(address, { type, cacheControl, body: readFileSync(file), isCompressible });
    }
  }
  return files;
}

/** Where a build stores compressed files. */
export const compressedFolder = (root: string) => path.join(root, ".next/compressed");

/**
 * A compressed file is named by the hash of the plain one, so that another build's file never
 * matches.
 */
export const compressedName = (hash: string, encoding: Encoding) => `${hash}.${encoding}`;

/** The compressed files that the build made for a body, if any. */
function compressedForms(root: string, hash: string): Map<Encoding, Form> {
  const forms = new Map<Encoding, Form>();
  for (const encoding of ["br", "gzip"] as const) {
    const file = path.join(compressedFolder(root), compressedName(hash, encoding));
    try {
      forms.set(encoding, formOf(readFileSync(file), hash, encoding));
    } catch {
      // it would be no smaller, or is another build's
    }
  }
  return forms;
}

/** What the gateway stores of a file. */
interface StaticFile extends Pick<PlainFile, "type" | "cacheControl"> {
  plain: Form;
  compressed: Map<Encoding, Form>;
}

/** All static files by URL, read once; `null` for those left to Next. */
export function readStaticFiles(root: string, maxBytes = MAX_BYTES) {
  const files = new Map<string, StaticFile | null>();
  for (const [address, file] of readPlainFiles(root, maxBytes)) {
    if (!file) {
      files.set(address, null);
      continue;
    }
    const { type, cacheControl, body, isCompressible } = file;
    const hash = hashOf(body);
    const plain = formOf(body, hash, "identity");
    files.set(address, {
      type,
      cacheControl,
      plain,
      compressed: isCompressible ? compressedForms(root, hash) : new Map(),
    });
  }
  return files;
}

/**
 * Sends a static file from memory, without compressing it. Returns false if the request is for
 * Next. The URL must be well formed.
 */
export function answerStaticFile(
  files: ReturnType<typeof readStaticFiles>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const [asked = ""] = (request.url ?? "").split("?", 1);
  const address = decodeURIComponent(asked);
  const file = files.get(address);
  if (file === undefined && address.startsWith(BUILT)) {
    response.setHeader("cache-control", "no-store");
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.writeHead(404).end("There is no such file.\n");
    return true;
  }
  if (!file) return false;
  const { plain, compressed } = file;
  response.setHeader("cache-control", file.cacheControl);
  // with 304 too: the script policy that the listener adds depends on it
  response.setHeader("content-type", file.type);
  if (compressed.size > 0) response.setHeader("vary", "accept-encoding");
  const encoding = acceptedEncoding(request.headers["accept-encoding"]);
  sendForm(request, response, compressed.get(encoding) ?? plain);
  return true;
}
