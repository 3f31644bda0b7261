import Link from "next/link";
import type { AccountPage } from "@/server/admin/accounts/queries";
import type { AuditEntry } from "@/server/audit/queries";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import type { FormAction } from "../forms/action-form";
import { Section } from "../settings/section";
import { Avatar } from "../ui/avatar";
import { Moment } from "../ui/moment";
import { AccessForm, ResetLinkForm, RoleForm, SecondStepForm } from "./account-forms";
import { AuditList } from "./audit-list";
import { DeleteOther } from "./delete-other";
import { counted, roleOf } from "./words";

interface Props {
  account: AccountPage;
  entries: AuditEntry[];
  means: ConfirmationMeans;
  actions: Record<
    "roleAction" | "accessAction" | "resetLinkAction" | "secondStepAction" | "deleteAction",
    FormAction
  >;
}

/** One account, and what an administrator can do to it. */
export function AccountView({ account, entries, means, actions }: Props) {
  return (
    <div className="form-sections">
      <Head account={account} />
      <Section title="Role" about={rightsOf(account)}>
        <RoleForm account={account} means={means} action={actions.roleAction} />
      </Section>
      <Section title="Access">
        <AccessForm account={account} action={actions.accessAction} />
        <ResetLinkForm account={account} means={means} action={actions.resetLinkAction} />
      </Section>
      <Section title="Second step">
        <SecondStepForm account={account} means={means} action={actions.secondStepAction} />
      </Section>
      {!account.me && <DeleteOther account={account} means={means} action={actions.deleteAction} />}
      {entries.length > 0 && (
        <Section title="What administrators did">
          <AuditList entries={entries} />
        </Section>
      )}
    </div>
  );
}

function Head({ account }: { account: AccountPage }) {
  const { name, email, createdAt, lastSeenAt, blockedAt, sessions, me } = account;
  return (
    <section className="grid gap-3">
      <p>
        <Link className="link text-soft" href="/admin/accounts" prefetch={false}>
          All accounts
        </Link>
      </p>
      <div className="flex min-w-0 items-center gap-3">
        <Avatar of={account} />
        <div className="min-w-0">
          <h2 className="section-title">
            <bdi>{name}</bdi>
            {me && <span className="tag ms-2 font-normal">You</span>}
          </h2>
          <p className="text-soft [overflow-wrap:anywhere]">{email}</p>
        </div>
      </div>
      <p className="text-soft">
        {roleOf(account)}
        {blockedAt && (
          <>
            {" "}
            since <Moment at={blockedAt} />
          </>
        )}
        . Joined <Moment at={createdAt} day />.{" "}
        {lastSeenAt ? (
          <>
            Last here <Moment at={lastSeenAt} day />
          </>
        ) : (
          "Last here long ago"
        )}
        {sessions > 0 && `, signed in on ${counted(sessions, "browser")}`}.
      </p>
    </section>
  );
}

const RIGHTS = {
  administrator:
    "An administrator sees every account and manages this installation. They see no private notes, lists or libraries.",
  curator:
    "A curator orders editions, removes and moves papers, and decides on submissions. All of it is in the public log.",
  reader: "A reader has an account and no further rights.",
};

const rightsOf = ({ role }: AccountPage) => RIGHTS[role];
