import contentDisposition from "content-disposition";

/** Well below the 255 bytes that file systems allow, whatever the script. */
const MAX_LETTERS = 60;

/**
 * A name in letters that every file system accepts: "Diffusion & friends" becomes
 * "diffusion-friends".
 */
function plainName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, MAX_LETTERS)
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  return words || "list";
}

/** The name in its own script, without characters that have a meaning in paths or are invisible. */
function ownName(name: string): string {
  const letters = name
    .normalize("NFC")
    .replace(/[\p{C}\p{Z}\\/:*?"<>|]+/gu, " ")
    .replace(/^[\s.-]+/, "");
  return (
    Array.from(letters)
      .slice(0, MAX_LETTERS)
      .join("")
      .replace(/[\s.]+$/, "") || "list"
  );
}

/** The header that names the downloaded file, with a plain name for old clients. */
export const disposition = (name: string, end: string) =>
  contentDisposition(`${ownName(name)}.${end}`, { fallback: `${plainName(name)}.${end}` });
