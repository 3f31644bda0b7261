import { type Shown, sharedStream } from "./stream";

// The one stream of a browser, shared by its tabs: a browser opens six connections to a host, and
// a stream in each tab would take them all.

/** What a page says to the worker. */
export type Said = { follow: Shown } | "leave";

const stream = sharedStream();

addEventListener("connect", (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  port.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data === "leave") stream.leave(port);
    else stream.follow(port, data.follow, (news) => port.postMessage(news));
  };
});
