import bowser from "bowser";

/** Longer headers are from no browser, and matching them takes time. */
const MAX_READ = 300;

/** A name such as "Firefox on Linux" for the browser with this User-Agent header. */
export function browserName(userAgent: string | null): string {
  if (!userAgent?.trim()) return "A browser";
  const { browser, os, platform } = bowser.parse(userAgent.slice(0, MAX_READ));
  const device = platform.vendor === "Apple" ? (platform.model ?? os.name) : os.name;
  return `${browser.name || "A browser"}${device ? ` on ${device}` : ""}`;
}
