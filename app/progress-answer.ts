import "server-only";
import { answerHeaders, refusalIn, refused } from "./received-file";

type Line = object;

/** Milliseconds between two lines of progress. */
const PAUSE_MS = 250;

/**
 * Runs something long, and answers with what it tells, a line of JSON each, and at last with what it
 * returns. A refusal before the first line has its own status; later, it is the last line. The
 * signal tells it that the client has left.
 */
export async function progressAnswer(
  left: AbortSignal,
  run: (signal: AbortSignal, tell: (line: Line) => void) => Promise<Line>,
): Promise<Response> {
  const stop = new AbortController();
  const signal = AbortSignal.any([left, stop.signal]);
  const encoder = new TextEncoder();
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
    cancel: () => stop.abort(),
  });
  const write = (line: Line) => {
    if (!signal.aborted) stream?.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
  };
  const end = (line: Line) => {
    write(line);
    if (!signal.aborted) stream?.close();
  };
  return new Promise((resolve, reject) => {
    let began = false;
    let told = 0;
    const begin = () => {
      if (!began) resolve(new Response(body, { headers: answerHeaders }));
      began = true;
    };
    const tell = (line: Line) => {
      begin();
      const now = performance.now();
      if (now - told < PAUSE_MS) return;
      told = now;
      write(line);
    };
    run(signal, tell).then(
      (done) => {
        begin();
        end(done);
      },
      (error: unknown) => {
        if (began) return end(refusalIn(error));
        try {
          resolve(refused(error));
        } catch (unexpected) {
          reject(unexpected);
        }
      },
    );
  });
}
