import type { ReactNode } from "react";
import { MadeFor } from "@/components/api/made-for";
import { reader } from "@/server/api/rsc";

/** The layout of pages for one reader: changes made on them name that reader. */
export default async function MadeForReader({ children }: { children: ReactNode }) {
  const { actor } = await reader();
  return <MadeFor account={actor.kind === "user" ? actor.userId : undefined}>{children}</MadeFor>;
}
