import net from "node:net";

/**
 * The key for counting attempts: an IPv4 address, or the network of an IPv6 one, as a client has
 * 2^64 addresses there. The server in front sets the header; without it, clients cannot be told
 * apart.
 */
export function clientOf(header: string | null | undefined): string {
  const address = header?.trim().replace(/^::ffff:(?=\d+\.)/i, "") ?? "";
  if (net.isIPv4(address)) return address;
  if (!net.isIPv6(address)) return "unknown";
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const groups = head ? head.split(":") : [];
  if (tail !== undefined) {
    const rest = tail ? tail.split(":") : [];
    groups.push(...Array<string>(8 - groups.length - rest.length).fill("0"), ...rest);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
