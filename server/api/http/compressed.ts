import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { acceptedEncoding } from "./form";

/** Compressing a smaller body costs more than sending it. */
const LEAST = 8_192;

const [asBrotli, asGzip] = [promisify(brotliCompress), promisify(gzip)];

/** Packed in a fraction of the time that the best quality takes, as it is packed for one answer. */
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** The body of an answer, compressed if it is long and the client accepts that, and its headers. */
export async function compressed(
  request: IncomingMessage,
  text: string,
): Promise<{ body: Buffer; headers: Record<string, string> }> {
  const body = Buffer.from(text);
  if (body.length < LEAST) return { body, headers: {} };
  const vary = "accept-encoding";
  const encoding = acceptedEncoding(request.headers[vary]);
  if (encoding === "identity") return { body, headers: { vary } };
  const packed = await (encoding === "br" ? asBrotli(body, QUICKLY) : asGzip(body));
  return { body: packed, headers: { vary, "content-encoding": encoding } };
}
