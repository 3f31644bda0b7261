import { mapOrigin, noMap, partXml, xml } from "@/components/seo/sitemap";
import { requestContext } from "@/server/api/request";
import { AppError } from "@/server/platform/errors";
import { partNamed } from "@/server/sitemap/queries";

export async function GET(request: Request, { params }: RouteContext<"/sitemap/[part]">) {
  const ctx = await requestContext((name) => request.headers.get(name));
  const origin = mapOrigin();
  if (!origin) return noMap();
  try {
    const part = await partNamed(ctx, (await params).part);
    return xml(partXml(ctx, part, origin));
  } catch (error) {
    if (error instanceof AppError) return new Response(error.message, { status: 404 });
    throw error;
  }
}
