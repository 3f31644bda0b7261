import type { ComponentProps } from "react";
import { AdminFrame as Frame } from "@/components/admin/admin-frame";
import { signedIn } from "@/server/api/rsc";

/** The frame of every page for administrators, with how many reports wait. */
export async function AdminFrame(
  props: Omit<ComponentProps<typeof Frame>, "reports" | "isCurator">,
) {
  const { actor, caller } = await signedIn("/admin");
  if (actor.role === "curator") return <Frame {...props} reports={0} isCurator />;
  return <Frame {...props} reports={await caller.moderation.waiting()} />;
}
