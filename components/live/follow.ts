"use client";

import { type News, type SharedStream, type Shown, sharedStream } from "./stream";
import { type Line, workerLine } from "./worker-line";

function lineThroughWorker(hear: (news: News) => void, failed: () => void): Line {
  const worker = new SharedWorker(new URL("./live-worker.ts", import.meta.url), {
    type: "module",
  });
  return workerLine(worker, hear, failed);
}

let own: SharedStream | undefined;

/** Without shared workers, as on Android, one tab is visible at a time. */
function ownLine(hear: (news: News) => void): Line {
  own ??= sharedStream();
  const stream = own;
  const key = {};
  return { follow: (shown) => stream.follow(key, shown, hear), leave: () => stream.leave(key) };
}

/**
 * Calls `hear` on every change of a list since what the page shows. Returns a function that stops
 * it. A hidden page follows nothing; when visible again, it sends what it shows and gets what it
 * missed.
 */
export function followList(shown: Shown, hear: (news: News) => void): () => void {
  let known = shown;
  let isOver = false;
  const onNews = (news: News) => {
    if ("code" in news) {
      isOver = true;
      leave();
    } else {
      known = { ...known, ...news };
    }
    hear(news);
  };
  const useOwn = () => {
    line = ownLine(onNews);
    inSight();
  };
  let line =
    typeof SharedWorker === "undefined" ? ownLine(onNews) : lineThroughWorker(onNews, useOwn);
  const leave = () => line.leave();
  const inSight = () => {
    if (isOver) return;
    if (document.visibilityState === "visible") line.follow(known);
    else leave();
  };
  inSight();
  document.addEventListener("visibilitychange", inSight);
  // a page kept in the back/forward cache is not hidden before it is left
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", inSight);
  return () => {
    document.removeEventListener("visibilitychange", inSight);
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("pageshow", inSight);
    leave();
  };
}
