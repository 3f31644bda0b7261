import type { OpenDatabase } from "@/bin/database";
import { connect } from "@/db/client";
import { env } from "@/server/platform/env";

/** The database of this test file, as a process has it that has opened one. */
export function openTestDatabase(): OpenDatabase {
  const url = env().DATABASE_URL ?? "";
  return {
    url,
    sessionUrl: url,
    folder: null,
    secret: undefined,
    connect: (given) => connect(url, given),
    close: async () => {},
  };
}
