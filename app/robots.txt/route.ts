import { env } from "@/server/platform/env";

/** Pages of one reader, or rendered per request, are not for crawlers. */
const PRIVATE = [
  "/admin",
  "/api/",
  "/digest",
  "/library",
  "/lists",
  "/notes",
  "/report/",
  "/search",
  "/settings",
  "/sign-",
  "/submit",
];

export const dynamic = "force-dynamic";

export function GET() {
  const { APP_URL } = env();
  const lines = ["User-agent: *", ...PRIVATE.map((path) => `Disallow: ${path}`)];
  if (APP_URL) lines.push("", `Sitemap: ${new URL("/sitemap.xml", APP_URL).href}`);
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "max-age=3600" },
  });
}
