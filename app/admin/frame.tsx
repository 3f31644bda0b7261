import type { ComponentProps } from "react";
import { AdminFrame as Frame } from "@/components/admin/admin-frame";
import { signedIn } from "@/server/api/rsc";

/** The frame of every page for administrators, with how many reports wait. */
export async function AdminFrame(props: Omit<ComponentProps<typeof Frame>, "reports">) {
  const { caller } = await signedIn("/admin");
  return <Frame {...props} reports={await caller.moderation.waiting()} />;
}
