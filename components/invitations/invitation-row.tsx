import type { ReactNode } from "react";

/** Who can use an invitation. */
export const whoseIs = ({ email }: { email: string | null }) => email ?? "Anyone with the link";

interface Props {
  invitation: { email: string | null };
  /** What it is for, or its status. */
  about: ReactNode;
  /** What can be done with it. */
  children: ReactNode;
}

/** One invitation in a list. */
export function InvitationRow({ invitation, about, children }: Props) {
  return (
    <li className="settings-row flex-wrap">
      <div className="min-w-0">
        <p className="font-medium break-words">{whoseIs(invitation)}</p>
        <p className="text-[0.87rem] text-soft">{about}</p>
      </div>
      <div className="flex flex-wrap gap-2">{children}</div>
    </li>
  );
}
