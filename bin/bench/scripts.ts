import { fetchRaw } from "./app";

/** How many bytes of script a page brings to a browser of today, compressed as it gets them. */
export async function scriptBytes(app: string, page: string, encodings: string): Promise<number> {
  const html = (await fetchRaw(app + page)).body.toString();
  const files = new Set<string>();
  for (const [, src] of html.matchAll(/<script(?![^>]*\snoModule)[^>]*\ssrc="([^"]+)"/gi)) {
    if (src) files.add(src);
  }
  if (files.size === 0) throw new Error(`${page} names no script: no measure.`);
  const sizes = [...files].map(async (file) => (await fetchRaw(app + file, encodings)).body.length);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
