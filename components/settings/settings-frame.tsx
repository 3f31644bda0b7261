import type { ReactNode } from "react";
import type { UserActor } from "@/server/platform/context";
import { SettingsNav } from "./settings-nav";

/** The frame of every settings page. */
export function SettingsFrame(props: { actor: UserActor; children: ReactNode }) {
  const { actor, children } = props;
  return (
    <main className="sheet settings">
      <h1 className="page-title">Settings</h1>
      <SettingsNav invites={actor.role === "administrator"} />
      <div className="grid max-w-[36rem] gap-12">{children}</div>
    </main>
  );
}
