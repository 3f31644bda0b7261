import { createHash, createVerify, type KeyObject } from "node:crypto";

const relaxed = (header: string) => {
  const at = header.indexOf(":");
  const value = header
    .slice(at + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${header.slice(0, at).trim().toLowerCase()}:${value}`;
};

/**
 * Verifies a message's DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) by hand. Returns the
 * names of the headers that it covers and that are there, or null if it does not fit.
 */
export function verifiedHeaders(raw: string, key: KeyObject): string[] | null {
  const end = raw.indexOf("\r\n\r\n");
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((header) => /^dkim-signature:/i.test(header));
  if (!signature) return null;
  const tags = Object.fromEntries(
    relaxed(signature)
      .replace(/^dkim-signature:/, "")
      .split(";")
      .map((tag) => [tag.slice(0, tag.indexOf("=")).trim(), tag.slice(tag.indexOf("=") + 1)]),
  );
  const body = raw
    .slice(end + 4)
    .replace(/[ \t]+(?=\r\n)/g, "")
    .replace(/[ \t]+/g, " ")
    .replace(/(?:\r\n)*$/, "\r\n");
  const hash = createHash("sha256").update(body).digest("base64");
  if (hash !== tags.bh?.replace(/\s/g, "")) return null;
  const left = [...headers];
  const covered = (tags.h ?? "").split(":").flatMap((name) => {
    const at = left.findLastIndex((header) =>
      header.toLowerCase().startsWith(`${name.trim().toLowerCase()}:`),
    );
    return at < 0 ? [] : left.splice(at, 1);
  });
  const signed = [
    ...covered.map((header) => `${relaxed(header)}\r\n`),
    relaxed(signature.replace(/([;:]\s*b=)[^;]*/, "$1")),
  ].join("");
  const given = Buffer.from(tags.b?.replace(/\s/g, "") ?? "", "base64");
  return createVerify("rsa-sha256").update(signed).verify(key, given)
    ? covered.map((header) => header.slice(0, header.indexOf(":")))
    : null;
}
