import { get } from "node:http";

/** What everybody asks for first. */
const FIRST = "/";

/** Whatever the answer, and if there is none: readers ask again. */
const ask = (url: URL) =>
  new Promise<void>((resolve) => {
    get(url, { agent: false, headers: { "accept-encoding": "br" } }, (response) =>
      response.resume().once("close", resolve),
    ).once("error", () => resolve());
  });

/**
 * Asks for the front page as readers will: Next then loads and renders it, which takes as long as
 * half of a start. The second request has it compressed.
 */
export async function warm(site: string): Promise<void> {
  const url = new URL(FIRST, site);
  await ask(url);
  await ask(url);
}
