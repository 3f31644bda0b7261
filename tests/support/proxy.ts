import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";

/** A connection to a server that can fail in every way that connections fail. */
export interface Line {
  /** The server's address through this proxy. */
  url: string;
  /** Stops forwarding and keeps every connection, like a stopped server process. */
  freeze(): void;
  /** Stops forwarding on new connections only. */
  freezeNew(): void;
  thaw(): void;
  /** Ends every connection. */
  drop(): void;
  /** Ends every connection and refuses new ones, like a server that is down. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
}

/** Opens a proxy to the server at this address. It ends with the process. */
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
