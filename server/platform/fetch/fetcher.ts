import { version } from "@/package.json";
import { env } from "../env";
import { createFetcher, type Fetcher } from "./create-fetcher";

/** The name of this installation for other sites, with its address, if it has one. */
export function userAgent(): string {
  const { APP_URL } = env();
  return `Broadsheet/${version}${APP_URL ? ` (+${new URL(APP_URL).origin})` : ""}`;
}

let instance: Fetcher | undefined;

/** The process's fetcher. */
export function fetcher(): Fetcher {
  const loopback = env().TEST_FETCH_LOOPBACK !== undefined;
  instance ??= createFetcher({ userAgent: userAgent(), loopback });
  return instance;
}
