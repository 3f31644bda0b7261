import net from "node:net";
import { hasSecret } from "../../platform/derived-key";
import { env } from "../../platform/env";
import { AppError } from "../../platform/errors";

/** The host that passkeys are made for, and the origin at which browsers allow them. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/**
 * The host and origin of APP_URL; without it, those of localhost, where browsers allow passkeys
 * over plain HTTP. A request's Host is not trusted: its sender chooses it. If the address rules
 * passkeys out, returns the reason as a sentence.
 */
export function passkeyAddress():
  | { relyingParty: RelyingParty; reason: null }
  | { relyingParty: null; reason: string } {
  const { APP_URL, PORT } = env();
  const { hostname, origin, protocol } = new URL(APP_URL ?? `http://localhost:${PORT}`);
  const no = (reason: string) => ({ relyingParty: null, reason });
  if (!hasSecret()) return no("Passkeys need AUTH_SECRET, which is not set on this server.");
  if (net.isIP(hostname.replace(/^\[|\]$/g, ""))) {
    return no(
      `Browsers allow passkeys for names only, and this site is at the number ${hostname}. An administrator can give it a name and set APP_URL.`,
    );
  }
  if (protocol !== "https:" && hostname !== "localhost") {
    return no(
      `Browsers allow passkeys over HTTPS only, and this site is at ${origin}. An administrator can set that up and change APP_URL.`,
    );
  }
  return { relyingParty: { id: hostname, origin }, reason: null };
}

/** The same, but throws if there is none. */
export function requireRelyingParty(): RelyingParty {
  const { relyingParty, reason } = passkeyAddress();
  if (!relyingParty) throw new AppError("BAD_REQUEST", reason);
  return relyingParty;
}
