import { lookup as lookUp } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import type { buildConnector as Build } from "undici";
import { FetchError } from "./fetch-error";
import { inSeconds } from "./watch";

export interface Resolved {
  address: string;
  family: number;
}

/** Finds the addresses of a name. */
export type Resolve = (hostname: string) => Promise<Resolved[]>;

const byDns: Resolve = (hostname) => lookUp(hostname, { all: true });

/** All IPv6 addresses that are assigned to somebody on the internet. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** The range of an IP address, in the words of ipaddr.js; only `unicast` is public. */
export function rangeOf(text: string): string {
  if (!isIP(text)) return "unknown";
  const address = ipaddr.parse(text);
  const range = address.range();
  // to ipaddr.js, everything is unicast that it does not know, such as ::7f00:1
  const isUnassigned = address instanceof ipaddr.IPv6 && !address.match(GLOBAL_IPV6);
  return range === "unicast" && isUnassigned ? "reserved" : range;
}

interface Guard {
  /** Lets connections to this machine through: for tests. */
  loopback: boolean;
  connectMs: number;
  resolve?: Resolve;
  /** A certificate authority to trust instead of Node's: for tests. */
  ca?: string;
}

const refused = (hostname: string) =>
  new FetchError(
    "address-refused",
    `${hostname} is not on the public internet, so it was not asked.`,
  );

/**
 * Opens connections to public addresses only. Names are resolved here, and the connection goes to
 * one of the very addresses that were checked: a name cannot change in between. Checks before any
 * packet leaves, and again at which address the connection arrived. The environment's proxies
 * (`HTTP_PROXY` and the like) are not used: behind one, nothing of this would hold.
 */
export function guardedConnector(buildConnector: typeof Build, guard: Guard): Build.connector {
  const { loopback, connectMs, resolve = byDns, ca } = guard;
  const isAllowed = (range: string) => range === "unicast" || (loopback && range === "loopback");

  /** A name with one address that is refused is refused as a whole. */
  async function allowedAddresses(hostname: string): Promise<[Resolved, ...Resolved[]]> {
    const found = (await resolve(hostname)).map((one) => ({ ...one, range: rangeOf(one.address) }));
    // networks with NAT64 add such an address to every name: it is not used, and says nothing
    const [first, ...others] = found.filter(({ range }) => range !== "rfc6052");
    if (!first || ![first, ...others].every(({ range }) => isAllowed(range))) {
      throw refused(hostname);
    }
    return [first, ...others];
  }

  const lookup: LookupFunction = (hostname, { all }, callback) => {
    allowedAddresses(hostname).then(
      (found) => (all ? callback(null, found) : callback(null, found[0].address, found[0].family)),
      (error) => callback(error, ""),
    );
  };
  const connect = buildConnector({ lookup, timeout: connectMs, ...(ca && { ca }) });

  return (options, callback) => {
    const { hostname } = options;
    // Node looks up names only: an address is connected to as it is
    if (isIP(hostname) && !isAllowed(rangeOf(hostname))) {
      callback(refused(hostname), null);
      return;
    }
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      const sentence = `No connection to ${hostname} was made within ${inSeconds(connectMs)}.`;
      callback(new FetchError("timed-out", sentence), null);
    }, connectMs);
    connect(options, (error, socket) => {
      clearTimeout(timer);
      if (isLate) socket?.destroy();
      else if (error) callback(error, null);
      else if (isAllowed(rangeOf(socket.remoteAddress ?? ""))) callback(null, socket);
      else {
        socket.destroy();
        callback(refused(hostname), null);
      }
    });
  };
}
