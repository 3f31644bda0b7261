import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";

/** A line to a server that can be cut in every way that lines are cut. */
export interface Line {
  /** The server's address, by way of this line. */
  url: string;
  /** Forwards nothing more, and keeps every connection, as a server does that is stopped. */
  freeze(): void;
  /** Forwards nothing of new connections, and all of those that are open. */
  freezeNew(): void;
  thaw(): void;
  /** Ends every connection. */
  drop(): void;
  /** Ends every connection and takes no new ones, as a server does that is down. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
}

/** Opens a line to the server at this address. It ends with the process. */
export async function proxyTo(address: string): Promise<Line> {
  const target = new URL(address);
  const pairs = new Set<[Socket, Socket]>();
  let frozen = false;
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near]] as const) {
      from.on("error", () => to.destroy());
      from.on("close", () => {
        pairs.delete(pair);
        to.destroy();
      });
      from.pipe(to);
      if (frozen) from.pause();
    }
  });
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1").unref();
    await once(server, "listening");
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const drop = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  const url = new URL(address);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  return {
    url: url.href,
    freeze() {
      frozen = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    freezeNew() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    drop,
    async refuse() {
      const closed = new Promise((resolve) => server.close(resolve));
      drop();
      await closed;
    },
    accept: () => listen(port),
  };
}
