import bowser from "bowser";

/** Longer ones are no browser's, and matching them costs time. */
const MAX_READ = 300;

/** "Firefox on Linux": what a reader would call the browser of this User-Agent header. */
export function browserName(userAgent: string | null): string {
  if (!userAgent?.trim()) return "A browser";
  const { browser, os, platform } = bowser.parse(userAgent.slice(0, MAX_READ));
  const device = platform.vendor === "Apple" ? (platform.model ?? os.name) : os.name;
  return `${browser.name || "A browser"}${device ? ` on ${device}` : ""}`;
}
