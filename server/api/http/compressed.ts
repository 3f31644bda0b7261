import type { IncomingMessage, ServerResponse } from "node:http";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { acceptedEncoding } from "./form";

/** Compressing a smaller response costs more than sending it. */
const LEAST = 8_192;

const compressor = {
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: () => createGzip(),
};

/**
 * Compresses large JSON responses, such as the index of a long list. Streamed responses, such as
 * the live channel, are not compressed.
 */
export function compressed(request: IncomingMessage, response: ServerResponse): ServerResponse {
  const encoding = acceptedEncoding(request.headers["accept-encoding"]);
  if (encoding === "identity") return response;
  const write = response.write.bind(response) as (chunk: Uint8Array) => boolean;
  const end = response.end.bind(response) as (chunk?: Uint8Array | string) => ServerResponse;
  let through: ReturnType<(typeof compressor)[typeof encoding]> | undefined;

  response.write = (chunk: Uint8Array) => {
    const isJson = String(response.getHeader("content-type")).startsWith("application/json");
    if (!response.headersSent && !through && isJson && chunk.length >= LEAST) {
      response.removeHeader("content-length");
      response.setHeader("content-encoding", encoding);
      response.appendHeader("vary", "accept-encoding");
      through = compressor[encoding]().on("data", write).on("end", end);
    }
    if (!through) return write(chunk);
    through.write(chunk);
    // the whole body is in memory already, and the response itself has nothing to drain
    return true;
  };
  response.end = ((chunk?: Uint8Array | string) => {
    if (through) through.end(chunk);
    else end(chunk);
    return response;
  }) as typeof response.end;
  return response;
}
