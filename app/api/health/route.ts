import { health } from "@/server/health/queries";
import { appDatabase } from "@/server/platform/database";

export const dynamic = "force-dynamic";

/** For those who watch over the process: 200 while it can serve readers, else 503. */
export async function GET() {
  const report = await health(appDatabase());
  return Response.json(report, {
    status: report.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
