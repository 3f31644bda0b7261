import { sharedStream } from "./stream";
import type { Answer, Said } from "./worker-line";

// The one stream of a browser, shared by its tabs: a browser opens six connections per host, and a
// stream per tab would use them all.

const stream = sharedStream();

addEventListener("connect", (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  const answer = (said: Answer) => port.postMessage(said);
  port.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data === "leave") stream.leave(port);
    else if (data === "ask") answer("here");
    else stream.follow(port, data.follow, answer);
  };
});
