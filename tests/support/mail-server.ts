import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  to: string[];
  raw: string;
}

/** A mail server that keeps what it gets, and refuses what `refuse` says. */
export async function mailServer(
  refuse: (to: string) => { code: number; said: string } | null = () => null,
) {
  const received: Received[] = [];
  let held = Promise.resolve();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onRcptTo({ address }, _, done) {
      await held;
      const fault = refuse(address);
      done(fault && Object.assign(new Error(fault.said), { responseCode: fault.code }));
    },
    async onData(stream, session, done) {
      const raw = Buffer.concat(await stream.toArray()).toString();
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
      done();
    },
  });
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
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
