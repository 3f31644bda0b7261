import contentDisposition from "content-disposition";

/** Well below the 255 bytes that file systems allow, whatever the script. */
const MAX_LETTERS = 60;

/** "Diffusion & friends" is "diffusion-friends": letters that every system takes in a file's name. */
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

/** The name in its own script, without what has a meaning in paths, or none that can be seen. */
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

/** The header under which a list is saved as a file: its name, and one for systems of old. */
export const disposition = (name: string, end: string) =>
  contentDisposition(`${ownName(name)}.${end}`, { fallback: `${plainName(name)}.${end}` });
