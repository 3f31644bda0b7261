import { indexXml, mapOrigin, noMap, partXml, xml } from "@/components/seo/sitemap";
import { requestContext } from "@/server/api/request";
import { sitemapParts } from "@/server/sitemap/queries";

export async function GET(request: Request) {
  const ctx = await requestContext((name) => request.headers.get(name));
  const origin = mapOrigin();
  if (!origin) return noMap();
  const parts = await sitemapParts(ctx);
  return xml(parts === 1 ? partXml(ctx, 1, origin) : indexXml(parts, origin));
}
