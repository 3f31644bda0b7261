// The last step of a build: compresses static files as far as possible, so that no request has to.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { hashOf } from "@/server/api/http/form";
import { compressedFolder, compressedName, readPlainFiles } from "@/server/api/http/static-files";
import { root } from "./setup.mjs";

const compress = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }),
};

/** Compresses the static files under a folder, replacing those of an earlier build. */
export async function compressStaticFiles(under: string): Promise<void> {
  // renamed only when complete: a start must not find half a file
  const made = path.join(under, ".next/compressing");
  await rm(made, { recursive: true, force: true });
  await mkdir(made);
  for (const file of readPlainFiles(under).values()) {
    if (!file?.isCompressible) continue;
    for (const encoding of ["br", "gzip"] as const) {
      const body = await compress[encoding](file.body);
      const name = compressedName(hashOf(file.body), encoding);
      if (body.length < file.body.length) await writeFile(path.join(made, name), body);
    }
  }
  const folder = compressedFolder(under);
  await rm(folder, { recursive: true, force: true });
  await rename(made, folder);
}

export async function main(): Promise<number> {
  await compressStaticFiles(root);
  return 0;
}
