import { eq } from "drizzle-orm";
import { paperPictures } from "@/db/schema/pictures";
import type { Context } from "../platform/context";

/** The picture of a paper as a page shows it; null if there is none. */
export async function pictureOf(ctx: Context, paperId: number): Promise<ShownPicture | null> {
  const { hash, width, height } = paperPictures;
  const [picture] = await ctx.db
    .select({ hash, width, height })
    .from(paperPictures)
    .where(eq(paperPictures.paperId, paperId));
  if (!picture?.hash || !picture.width || !picture.height) return null;
  return { address: `/pictures/${picture.hash}`, width: picture.width, height: picture.height };
}

/** Where a picture is, and its size in pixels. */
export interface ShownPicture {
  address: string;
  width: number;
  height: number;
}

/** A picture by the hash in its address; undefined if there is none. */
export async function pictureAt(ctx: Pick<Context, "db">, hash: string) {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const [picture] = await ctx.db
    .select({ bytes: paperPictures.bytes, mediaType: paperPictures.mediaType })
    .from(paperPictures)
    .where(eq(paperPictures.hash, hash))
    .limit(1);
  return picture;
}
