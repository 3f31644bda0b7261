import type { ReactNode } from "react";
import { reader } from "@/server/api/rsc";
import type { UserActor } from "@/server/platform/context";
import { SettingsNav } from "./settings-nav";

/** The frame of every settings page. */
export async function SettingsFrame(props: { actor: UserActor; children: ReactNode }) {
  const { actor, children } = props;
  const invites = actor.role === "administrator" && (await isInviting());
  return (
    <main className="sheet settings">
      <h1 className="page-title">Settings</h1>
      <SettingsNav invites={invites} />
      <div className="grid max-w-[36rem] gap-12">{children}</div>
    </main>
  );
}

/** Whether accounts are by invitation: only administrators may ask. */
async function isInviting(): Promise<boolean> {
  const { caller } = await reader();
  return (await caller.installation.settings()).signUp === "invite";
}
