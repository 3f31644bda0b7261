import { pictureAt } from "@/server/pictures/queries";
import { appDatabase } from "@/server/platform/database";

export const dynamic = "force-dynamic";

/** A picture of a paper. Its address changes with its bytes, so that it may be kept for good. */
export async function GET(_: Request, { params }: RouteContext<"/pictures/[hash]">) {
  const picture = await pictureAt({ db: appDatabase() }, (await params).hash);
  if (!picture?.bytes || !picture.mediaType) {
    return new Response("There is no such picture.\n", {
      status: 404,
      headers: { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" },
    });
  }
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "content-type": picture.mediaType,
      "cache-control": "public, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": "inline",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
    },
  });
}
