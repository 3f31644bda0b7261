import { expect, test } from "vitest";
import { isReceived, receive } from "@/server/platform/receiving";

const encoder = new TextEncoder();

/** A body of these parts, which then ends, or sends nothing more. */
function body(parts: string[], ends = true) {
  const left = [...parts];
  let taken = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const part = left.shift();
        if (part !== undefined) {
          taken++;
          controller.enqueue(encoder.encode(part));
        } else if (ends) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, taken: () => taken };
}

/** A body as Node makes it of a request: to cancel it waits for the part that is asked for. */
function iterated(parts: string[]) {
  async function* sent() {
    yield* parts.map((part) => encoder.encode(part));
    await new Promise(() => {});
  }
  const iterator = sent();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value } = await iterator.next();
      if (value) controller.enqueue(value);
    },
    async cancel() {
      await iterator.return(undefined);
    },
  });
  return { stream };
}

const signal = new AbortController().signal;

async function text(chunks: AsyncIterable<Buffer>) {
  let all = "";
  for await (const chunk of chunks) all += chunk;
  return all;
}

test("a body is received to its end, and only then is over for the gateway", async () => {
  const { stream } = body(["a", "b"]);
  const read = await receive(stream, { requestId: "whole", signal }, async (chunks) => {
    expect(isReceived("whole")).toBe(true);
    return text(chunks);
  });
  expect(read).toBe("ab");
  expect(isReceived("whole")).toBe(false);
  expect(await receive(null, { requestId: "none", signal }, text)).toBe("");
});

test("what a refusal leaves unread is received, so that the sender gets it", async () => {
  const { stream, taken } = body(["a", "b", "c"]);
  const refused = receive(stream, { requestId: "refused", signal }, async (chunks) => {
    for await (const _ of chunks) throw new Error("no");
  });
  await expect(refused).rejects.toThrow("no");
  expect(taken()).toBe(3);
});

test("a sender who stops sending is not waited for", async () => {
  const { stream } = body(["a"], false);
  const options = { requestId: "idle", signal, idleMs: 20 };
  await expect(receive(stream, options, text)).rejects.toThrow("did not arrive in time");
  expect(isReceived("idle")).toBe(false);
});

test("nor is a sender over HTTP, whose body is not cancelled before its next part", async () => {
  const { stream } = iterated(["a"]);
  const options = { requestId: "iterated", signal, idleMs: 20 };
  await expect(receive(stream, options, text)).rejects.toThrow("did not arrive in time");
  expect(isReceived("iterated")).toBe(false);
});

test("nor is one who sends too slowly in all", async () => {
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.enqueue(encoder.encode("a"));
    },
  });
  const options = { requestId: "slow", signal, totalMs: 50 };
  await expect(receive(stream, options, text)).rejects.toThrow("did not arrive in time");
});

test("nor one who has left", async () => {
  const left = new AbortController();
  const { stream } = body(["a", "b"]);
  const options = { requestId: "left", signal: left.signal };
  const received = receive(stream, options, async (chunks) => {
    for await (const _ of chunks) left.abort();
  });
  await expect(received).rejects.toThrow("did not arrive to its end");
});
