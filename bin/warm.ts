import { once } from "node:events";
import { createServer, get, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

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
 * half of a start. The second request has it compressed. It asks at a port of its own, as several
 * processes answer at the app's.
 */
export async function warm(answer: RequestListener): Promise<void> {
  const server = createServer(answer).listen({ port: 0, host: "127.0.0.1", exclusive: true });
  const isListening = await once(server, "listening").then(
    () => true,
    () => false,
  );
  // there is no such address here: the first readers wait a little longer
  if (!isListening) return;
  const { port } = server.address() as AddressInfo;
  const url = new URL(FIRST, `http://127.0.0.1:${port}`);
  try {
    await ask(url);
    await ask(url);
  } finally {
    server.close();
  }
}
