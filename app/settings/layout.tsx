import type { ReactNode } from "react";
import { SettingsNav } from "@/components/settings/settings-nav";
import { env } from "@/server/env";
import { reader } from "@/server/rsc";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await reader();
  const invites =
    env().SIGN_UP === "invite" && actor.kind === "user" && actor.role === "administrator";
  return (
    <main className="sheet settings">
      <h1 className="page-title">Settings</h1>
      <SettingsNav invites={invites} />
      <div className="grid max-w-[36rem] gap-12">{children}</div>
    </main>
  );
}
