import { editionOfDay } from "../../../edition-of-day";

/** Where the picker of a day leads, for a team's editions; those say who may read them. */
export async function GET(request: Request, { params }: RouteContext<"/teams/[slug]/date">) {
  const { slug } = await params;
  return editionOfDay(request, `/teams/${encodeURIComponent(slug)}`);
}
