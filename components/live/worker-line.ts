import type { News, Shown } from "./stream";

/** What a page says to the worker. */
export type Said = { follow: Shown } | "leave" | "ask";

/** What the worker says to a page. */
export type Answer = News | "here";

/** A way to the stream: the one that the tabs of the browser share, or one of this page's own. */
export interface Line {
  follow: (shown: Shown) => void;
  leave: () => void;
}

/** How long the worker may take to answer, with what it takes to load its script. */
const ANSWER_MS = 8_000;

/** How long after an answer the worker is asked again. */
const ASK_MS = 30_000;

type Port = Pick<MessagePort, "postMessage" | "close" | "onmessage" | "onmessageerror">;

/**
 * The line through a worker that all tabs share. `failed` is called once, when the worker cannot be
 * loaded or no longer answers. Browsers tell one tab at most that a worker could not be loaded, and
 * none that it has died, so that every page asks while it follows.
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
