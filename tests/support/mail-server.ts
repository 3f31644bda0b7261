import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  to: string[];
  raw: string;
}

interface Hooks {
  /** Called with each message that is taken, before the sender is told that it is. */
  onTaken?: (message: Received) => unknown;
  /** Called once the sender is told. */
  onTold?: (message: Received) => void;
}

/** A mail server that keeps what it gets, and refuses what `refuse` says. */
export async function mailServer(
  refuse: (to: string) => { code: number; said: string } | null = () => null,
  { onTaken, onTold }: Hooks = {},
) {
  const received: Received[] = [];
  let held = Promise.resolve();
  let waiting = 0;
  const server = new SMTPServer({
    authOptional: true,
    // there may be no name server
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
    async onRcptTo({ address }, _, done) {
      waiting++;
      await held;
      waiting--;
      const fault = refuse(address);
      done(fault && Object.assign(new Error(fault.said), { responseCode: fault.code }));
    },
    async onData(stream, session, done) {
      const parts: Buffer[] | null = await stream.toArray().catch(() => null);
      // the sender died in the middle of it
      if (!parts) return done();
      const raw = Buffer.concat(parts).toString();
      const message = { to: session.envelope.rcptTo.map(({ address }) => address), raw };
      received.push(message);
      await onTaken?.(message);
      done();
      onTold?.(message);
    },
  });
  // connections of senders that were killed
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Takes no message until the returned function is called. */
    hold() {
      let release = () => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
    /** How many senders wait while it takes no message. */
    waiting: () => waiting,
    /** How many senders are connected. */
    connected: () => server.connections.size,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
