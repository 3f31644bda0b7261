import type { Context } from "@/server/platform/context";
import { env } from "@/server/platform/env";
import { type Entry, sitemapPart } from "@/server/sitemap/queries";

const SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function url(origin: string, { path, changed }: Entry): string {
  const lastmod = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : "";
  return `<url><loc>${escaped(new URL(path, origin).href)}</loc>${lastmod}</url>\n`;
}

/** An XML response that shared caches may store. */
export const xml = (body: BodyInit) =>
  new Response(body, {
    headers: {
      "content-type": "application/xml; charset=utf-8",
      "cache-control": "public, max-age=3600",
    },
  });

/**
 * The app's public origin, or null if the settings give none. A sitemap needs absolute URLs, and a
 * request's host cannot be trusted.
 */
export const mapOrigin = () => env().APP_URL ?? null;

export const noMap = () =>
  new Response("There is no sitemap here: it needs APP_URL to be set.\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });

/** One part of the sitemap, streamed as it is read. */
export function partXml(ctx: Context, part: number, origin: string): ReadableStream<Uint8Array> {
  const entries = sitemapPart(ctx, part);
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (sink) => sink.enqueue(encoder.encode(`${HEAD}<urlset xmlns="${SCHEMA}">\n`)),
    async pull(sink) {
      const { value, done } = await entries.next();
      const text = done ? "</urlset>\n" : value.map((entry) => url(origin, entry)).join("");
      if (text) sink.enqueue(encoder.encode(text));
      if (done) sink.close();
    },
    cancel: () => void entries.return(undefined),
  });
}

/** The index of parts, for a site too large for one. */
export function indexXml(parts: number, origin: string): string {
  const list = Array.from({ length: parts }, (_, index) => {
    const part = new URL(`/sitemap/${index + 1}.xml`, origin).href;
    return `<sitemap><loc>${escaped(part)}</loc></sitemap>\n`;
  });
  return `${HEAD}<sitemapindex xmlns="${SCHEMA}">\n${list.join("")}</sitemapindex>\n`;
}
