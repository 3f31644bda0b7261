import type { News, Shown } from "./stream";

/** Messages from a page to the worker. */
export type Said = { follow: Shown } | "leave" | "ask";

/** Messages from the worker to a page. */
export type Answer = News | "here";

/** A connection to the stream: shared by the browser's tabs, or this page's own. */
export interface Line {
  follow: (shown: Shown) => void;
  leave: () => void;
}

/** How long the worker may take to answer, including loading its script. */
const ANSWER_MS = 8_000;

/** How long after an answer the worker is asked again. */
const ASK_MS = 30_000;

type Port = Pick<MessagePort, "postMessage" | "close" | "onmessage" | "onmessageerror">;

/**
 * A connection through a worker that all tabs share. `failed` is called once, if the worker cannot
 * be loaded or no longer answers. Browsers report a load failure to one tab at most, and a worker's
 * death to none, so every page polls while it follows.
 */
export function workerLine(
  worker: Pick<SharedWorker, "onerror"> & { port: Port },
  hear: (news: News) => void,
  failed: () => void,
): Line {
  const { port } = worker;
  let isFollowing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (said: Said) => port.postMessage(said);

  function fail() {
    leave();
    worker.onerror = null;
    port.onmessage = null;
    port.onmessageerror = null;
    port.close();
    failed();
  }

  function ask() {
    clearTimeout(timer);
    timer = setTimeout(fail, ANSWER_MS);
    say("ask");
  }

  function leave() {
    isFollowing = false;
    clearTimeout(timer);
    say("leave");
  }

  worker.onerror = fail;
  port.onmessageerror = fail;
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data !== "here") return hear(data);
    clearTimeout(timer);
    if (isFollowing) timer = setTimeout(ask, ASK_MS);
  };
  return {
    follow(shown) {
      isFollowing = true;
      say({ follow: shown });
      ask();
    },
    leave,
  };
}
