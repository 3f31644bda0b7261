import Link from "next/link";
import type { InstallationSettings } from "@/server/installation/queries";
import type { SignUpPolicy } from "@/server/installation/schema";

const POLICIES: Record<SignUpPolicy, string> = {
  open: "Anyone who can open this site can create an account",
  invite: "An account needs an invitation",
  closed: "There are no new accounts",
};

/** What the first account should know: that it administers the installation, and where. */
export function ForAdministrator({ settings }: { settings: InstallationSettings }) {
  const { name, signUp } = settings;
  return (
    <section aria-labelledby="administrator" className="welcome-administrator">
      <h2 id="administrator" className="font-semibold text-ink">
        You are the administrator
      </h2>
      <p className="max-w-[44rem]">
        {POLICIES[signUp]}, and the paper is called <bdi>{name}</bdi>:{" "}
        <Link className="link" href="/admin/settings" prefetch={false}>
          change either
        </Link>
        . You can also{" "}
        <Link className="link" href="/settings/invitations" prefetch={false}>
          invite people
        </Link>
        ,{" "}
        <Link className="link" href="/admin/import" prefetch={false}>
          import papers
        </Link>{" "}
        and see{" "}
        <Link className="link" href="/admin" prefetch={false}>
          what runs
        </Link>
        . All of it is under Administration, in the menu of your account.
      </p>
    </section>
  );
}
