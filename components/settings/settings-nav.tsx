"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** The sections of the settings. */
export function SettingsNav({ invites }: { invites: boolean }) {
  const path = usePathname();
  const sections = [
    ["/settings", "Profile"],
    ["/settings/digest", "Mail"],
    ["/settings/security", "Security"],
    ...(invites ? [["/settings/invitations", "Invitations"]] : []),
  ];
  return (
    <nav aria-label="Settings" className="settings-nav">
      {sections.map(([href = "", label]) => (
        <Link key={href} href={href} aria-current={path === href ? "page" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
