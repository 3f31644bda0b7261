import Link from "next/link";
import type { ReactNode } from "react";
import { paperFormats } from "@/server/exports/schema";
import type { ListMembers } from "@/server/lists/members/queries";
import type { ListPage } from "@/server/lists/queries";
import { FollowCollection } from "../follows/follow-collection";
import type { FormAction } from "../forms/action-form";
import { Avatar } from "../ui/avatar";
import { ExportMenu } from "../ui/export-menu";
import { PaperCount } from "./paper-count";
import { myRole, roleDeeds } from "./roles";

interface Props {
  page: ListPage;
  people: ListMembers["people"];
  follow: FormAction;
  /** What changes the list itself, for readers with the right. */
  children: ReactNode;
}

/** The head of a list: name, owner, the reader's role, actions, description. */
export function ListHead({ page, people, follow, children }: Props) {
  const { list, team, inTeam, role, mayManage } = page;
  return (
    <>
      <header className="dateline list-head">
        <div className="min-w-0">
          <h1 dir="auto">{list.name}</h1>
          <p className="credit">
            <PaperCount initial={list.papers} />
            {team && (
              <>
                {" · "}
                {inTeam ? (
                  <Link className="link" href={`/teams/${team.slug}`} prefetch={false}>
                    <bdi>{team.name}</bdi>
                  </Link>
                ) : (
                  <bdi>{team.name}</bdi>
                )}
                {" · "}
                <span title={`A ${role} ${roleDeeds[role]}`}>{myRole(role)}</span>
              </>
            )}
            {list.isPublic && " · Public link"}
          </p>
          {page.isFollowed && (
            <p className="credit">
              What others add comes with your morning paper
              {page.isMailed ? (
                "."
              ) : (
                <>
                  {" once you "}
                  <Link className="link" href="/settings/digest" prefetch={false}>
                    have that mailed
                  </Link>
                  .
                </>
              )}
            </p>
          )}
          {team && <Faces listId={list.id} people={people} />}
        </div>
        <div className="list-tools">
          {team && <FollowCollection listId={list.id} isOn={page.isFollowed} action={follow} />}
          <ExportMenu of={`/lists/${list.id}`} formats={paperFormats} />
          {(mayManage || team) && (
            <Link className="btn" href={`/lists/${list.id}/members`} prefetch={false}>
              {mayManage ? "Share" : "People"}
            </Link>
          )}
          {children}
        </div>
      </header>
      {list.description && (
        <p className="list-description" dir="auto">
          {list.description}
        </p>
      )}
    </>
  );
}

const SHOWN = 6;

/** The people with access, as faces; by name for screen readers. */
function Faces({ listId, people }: { listId: string; people: ListMembers["people"] }) {
  const shown = people.slice(0, SHOWN);
  const more = people.length - shown.length;
  return (
    <Link className="faces" href={`/lists/${listId}/members`} prefetch={false}>
      {shown.map((person) => (
        <span key={person.userId} title={person.name}>
          <Avatar of={person} />
        </span>
      ))}
      {more > 0 && <span className="faces-more">+{more}</span>}
      <span className="sr-only">
        {people.length === 1 ? "1 person reads this: " : `${people.length} people read this: `}
        {shown.map(({ name }) => name).join(", ")}
        {more > 0 && ` and ${more} more`}
      </span>
    </Link>
  );
}
