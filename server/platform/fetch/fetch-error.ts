/** Why there is no answer. */
export type FetchReason =
  /** Not an `http:` or `https:` URL, or one with a user name or a password. */
  | "bad-url"
  /** It is not on the public internet. */
  | "address-refused"
  | "name-not-found"
  /** Nothing accepts connections there. */
  | "unreachable"
  /** No secure connection, or no valid certificate. */
  | "insecure"
  /** It answers, but not in HTTP. */
  | "not-http"
  /** A redirect to nowhere, to another protocol, or from https to http. */
  | "redirect-refused"
  | "too-many-redirects"
  | "too-large"
  /** Compressed in a way that we do not know, or damaged. */
  | "unreadable"
  | "timed-out"
  | "connection-lost"
  /** The caller aborted it. */
  | "aborted";

/** The one error of the fetcher. Its message is one sentence for administrators, without secrets. */
export class FetchError extends Error {
  readonly reason: FetchReason;

  constructor(reason: FetchReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FetchError";
    this.reason = reason;
  }
}

const LOST = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNABORTED",
  "UND_ERR_SOCKET",
  // the announced length is not that of the body
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "UND_ERR_ABORTED",
]);
/** OpenSSL's and Node's own: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, ERR_TLS_… */
const TLS = /CERT|^UNABLE_TO_|^ERR_(SSL|TLS)_|^EPROTO$|^HOSTNAME_MISMATCH$/;
/** zlib's, and those of its Brotli: ERR__ERROR_FORMAT_… */
const PACKED = /^(Z_|ERR__|ERR_BROTLI|ERR_PADDING)/;

function known(code: string, host: string): [FetchReason, string] | null {
  if (code === "ENOTFOUND") {
    return ["name-not-found", `There is no site named ${host}: check the address.`];
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return ["too-large", `${host} sent more headers than are read.`];
  }
  if (code === "UND_ERR_DESTROYED") return ["aborted", "The request was aborted."];
  if (TLS.test(code)) {
    return ["insecure", `A secure connection to ${host} was not possible (${code}).`];
  }
  if (PACKED.test(code)) {
    return ["unreadable", `${host} sent compressed data that is damaged or incomplete.`];
  }
  if (LOST.has(code)) {
    return ["connection-lost", `The connection to ${host} ended before its answer was complete.`];
  }
  return null;
}

/** What a failure of Node or undici means. Returns an error that is none of theirs as it is. */
export function explained(error: unknown, host: string): unknown {
  if (error instanceof FetchError || !(error instanceof Error)) return error;
  if (error.name === "HTTPParserError") {
    return new FetchError("not-http", `${host} answered, but not in HTTP.`, { cause: error });
  }
  if (!("code" in error)) return error;
  const code = String(error.code);
  const found = known(code, host);
  if (found) return new FetchError(...found, { cause: error });
  const syscall = "syscall" in error ? error.syscall : undefined;
  if (syscall === "getaddrinfo") {
    const sentence = `The name ${host} could not be looked up (${code}): check the name server.`;
    return new FetchError("name-not-found", sentence, { cause: error });
  }
  // what the operating system says about a connection: ECONNREFUSED, EHOSTUNREACH, ENETUNREACH
  if (syscall !== undefined || error instanceof AggregateError) {
    const sentence = `${host} does not accept connections (${code}).`;
    return new FetchError("unreachable", sentence, { cause: error });
  }
  return error;
}
