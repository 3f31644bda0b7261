import { health } from "@/server/health/queries";
import { appDatabase } from "@/server/platform/database";

export const dynamic = "force-dynamic";

/** For monitoring: 200 while the process can serve readers, else 503. */
export async function GET() {
  const report = await health(appDatabase());
  return Response.json(report, {
    status: report.status === "ok" ? 200 : 503,
    headers: { "cache-control": "no-store" },
  });
}
