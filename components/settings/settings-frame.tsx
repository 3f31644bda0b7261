import type { ReactNode } from "react";
import type { UserActor } from "@/server/platform/context";
import { env } from "@/server/platform/env";
import { SettingsNav } from "./settings-nav";

/** The frame of every settings page. */
export function SettingsFrame({ actor, children }: { actor: UserActor; children: ReactNode }) {
  const invites = env().SIGN_UP === "invite" && actor.role === "administrator";
  return (
    <main className="sheet settings">
      <h1 className="page-title">Settings</h1>
      <SettingsNav invites={invites} />
      <div className="grid max-w-[36rem] gap-12">{children}</div>
    </main>
  );
}
