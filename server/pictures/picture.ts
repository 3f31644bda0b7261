import { createHash } from "node:crypto";
import { imageSize } from "image-size";

export const MAX_BYTES = 2_000_000;
const MIN_SIDE = 120;
const MAX_SIDE = 6_000;

/** A picture that may be shown. */
export interface Picture {
  bytes: Buffer;
  hash: string;
  mediaType: "image/png" | "image/jpeg" | "image/webp";
  /** Pixels. */
  width: number;
  height: number;
}

const MEDIA_TYPES = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" } as const;

/** The format by a file's first bytes: what a server says of it does not count. */
function formatOf(bytes: Buffer): keyof typeof MEDIA_TYPES | null {
  const head = bytes.subarray(0, 12).toString("latin1");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("\xff\xd8\xff")) return "jpg";
  return /^RIFF[\s\S]{4}WEBP$/.test(head) ? "webp" : null;
}

/** The picture in these bytes, or a sentence that says why it cannot be shown. */
export function readPicture(bytes: Buffer): Picture | string {
  const format = formatOf(bytes);
  if (!format) return "It is no PNG, JPEG or WebP picture.";
  if (bytes.length > MAX_BYTES) return `It has more than ${MAX_BYTES / 1_000_000} MB.`;
  let size: { width: number; height: number; type?: string };
  try {
    size = imageSize(bytes);
  } catch {
    return "Its size cannot be read.";
  }
  const { width, height, type } = size;
  if (type !== format) return "Its size cannot be read.";
  const sides = [width, height];
  if (!sides.every((side) => Number.isInteger(side) && side >= MIN_SIDE && side <= MAX_SIDE)) {
    return `It has ${width} by ${height} pixels: sides of ${MIN_SIDE} to ${MAX_SIDE} are shown.`;
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { bytes, hash, mediaType: MEDIA_TYPES[format], width, height };
}
