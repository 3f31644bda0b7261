import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";

/** The address and credentials of a Postgres, in the driver's terms. */
export interface Address {
  host: string;
  port: number;
  /** A socket file on this machine, instead of host and port. */
  path: string | undefined;
  user: string | undefined;
  pass: string | undefined;
  database: string | undefined;
  ssl: "require" | "prefer" | false | ConnectionOptions;
  connect_timeout: number;
  /** Settings for each session. */
  connection: Record<string, string>;
}

/** An unusable address. The message continues a sentence whose subject is the setting. */
export class AddressError extends Error {
  override name = "AddressError";
}

const FORM =
  /^postgres(?:ql)?:\/\/(?:(?<login>[^/?#]*)@)?(?<place>[^/?#@]*)(?:\/(?<database>[^/?#]*))?(?:\?(?<query>[^#]*))?$/i;

const HINT = "must be an address like postgres://user:password@host:5432/name";

/** The parts of an address that libpq also accepts as parameters. */
const PARTS = ["host", "port", "user", "password", "dbname"];

/** Parses an address as libpq does, or throws an `AddressError` that never repeats the password. */
export function readAddress(text: string): Address {
  const parts = FORM.exec(text)?.groups;
  if (!parts) {
    throw new AddressError(
      `${HINT}, with @ : / ? # in user and password written as %40 %3A %2F %3F %23`,
    );
  }
  const query = new Map(
    (parts.query ?? "")
      .split("&")
      .filter(Boolean)
      .map((pair) => [decode(pair.replace(/=.*/s, "")), decode(pair.replace(/^[^=]*=?/, ""))]),
  );
  const [, user, password] = /^([^:]*)(?::(.*))?$/s.exec(parts.login ?? "") ?? [];
  const { host, port } = readPlace(parts.place ?? "", query.get("host"), query.get("port"));
  const {
    sslmode,
    ssl = sslmode,
    sslrootcert,
    connect_timeout,
    ...connection
  } = Object.fromEntries([...query].filter(([name]) => !PARTS.includes(name)));
  if (connect_timeout !== undefined && !/^\d+$/.test(connect_timeout)) {
    throw new AddressError(`has the connect_timeout ${connect_timeout}: write whole seconds`);
  }
  const path = host.startsWith("/") ? `${host}/.s.PGSQL.${port}` : undefined;
  return {
    host,
    port,
    path,
    user: query.get("user") ?? (user ? decode(user) : undefined),
    pass: query.get("password") ?? (password ? decode(password) : undefined),
    database: query.get("dbname") ?? (parts.database ? decode(parts.database) : undefined),
    ssl: path ? false : readTls(ssl, sslrootcert),
    connect_timeout: Number(connect_timeout || 10),
    connection,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new AddressError(
      "has a % that no two hexadecimal digits follow: write a % of the password as %25",
    );
  }
}

/** Parses one host, or the folder of a socket, and a port. */
function readPlace(place: string, givenHost: string | undefined, givenPort: string | undefined) {
  if (place.includes(",") || givenHost?.includes(",") || givenPort?.includes(",")) {
    throw new AddressError(
      "names several hosts, and Broadsheet connects to one: give an address that always leads to the primary, such as that of a proxy",
    );
  }
  const [, bracketed, plain, digits] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(place) ?? [];
  const port = Number(givenPort || digits || 5432);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new AddressError(HINT);
  return { host: givenHost || bracketed || decode(plain ?? "") || "localhost", port };
}

/** Converts libpq's `sslmode` and `sslrootcert` to the driver's options. */
function readTls(mode: string | undefined, root: string | undefined): Address["ssl"] {
  const ca = root && root !== "system" ? readCertificate(root) : undefined;
  switch (mode) {
    case undefined:
      return root ? { ca } : false;
    case "disable":
    case "false":
      return false;
    case "allow":
    case "prefer":
      return "prefer";
    case "require":
      return root ? { ca, checkServerIdentity: () => undefined } : "require";
    case "verify-ca":
      return { ca, checkServerIdentity: () => undefined };
    case "verify-full":
    case "true":
      return { ca };
    default:
      throw new AddressError(
        `has the sslmode ${mode}: choose disable, prefer, require, verify-ca or verify-full`,
      );
  }
}

function readCertificate(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AddressError(`names the certificate file ${file}, which cannot be read (${code})`);
  }
}
