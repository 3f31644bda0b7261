// A mail server that takes everything, keeps nothing but counts, and tells them when asked.
import { SMTPServer } from "smtp-server";

const ids = new Set();
let [messages, bytes] = [0, 0];

const server = new SMTPServer({
  authOptional: true,
  // there may be no name server
  disableReverseLookup: true,
  disabledCommands: ["STARTTLS"],
  async onData(stream, _, done) {
    const raw = Buffer.concat(await stream.toArray());
    messages++;
    bytes += raw.length;
    ids.add(/^message-id: (.*)$/im.exec(raw.toString("latin1"))?.[1]);
    done();
  },
});
server.listen(0, "127.0.0.1", () => {
  const address = server.server.address();
  process.send?.(typeof address === "object" ? address?.port : 0);
});
process.on("disconnect", () => process.exit());
process.on("message", () => process.send?.({ messages, ids: ids.size, bytes }));
