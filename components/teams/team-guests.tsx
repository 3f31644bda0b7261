import Link from "next/link";
import type { Guest } from "@/server/teams/queries";
import { Section } from "../settings/section";
import { Avatar } from "../ui/avatar";
import { asRole } from "./words";

/** Who is in no team and named on some of its collections. Shown to those who manage them. */
export function TeamGuests({ guests }: { guests: Guest[] }) {
  if (guests.length === 0) return null;
  return (
    <Section
      title="Guests"
      about="Named on a collection, and not in the team. Only managers see this list; a guest is removed on the collection’s own page."
    >
      <ul className="grid">
        {guests.map((guest) => (
          <li key={guest.userId} className="settings-row">
            <div className="flex min-w-0 items-center gap-3">
              <Avatar of={guest} />
              <div className="min-w-0">
                <p className="font-medium">
                  <bdi>{guest.name}</bdi>
                </p>
                <Collections guest={guest} />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Collections({ guest: { collections, all } }: { guest: Guest }) {
  const rest = all - collections.length;
  return (
    <p className="text-[0.87rem] text-soft [overflow-wrap:anywhere]">
      {collections.map(({ id, name, role }, at) => (
        <span key={id}>
          {at > 0 && ", "}
          {asRole[role]} of{" "}
          <Link className="link" href={`/lists/${id}/members`} prefetch={false}>
            <bdi>{name}</bdi>
          </Link>
        </span>
      ))}
      {rest > 0 && ` and of ${rest} more`}
    </p>
  );
}
