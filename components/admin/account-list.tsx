import Link from "next/link";
import type { Account } from "@/server/admin/accounts/queries";
import { Avatar } from "../ui/avatar";
import { Moment } from "../ui/moment";
import { MoreLink } from "./more-link";
import { roleOf } from "./words";

interface Props {
  accounts: Account[];
  find: string;
  /** Whether this is not the first part of the list. */
  isLater: boolean;
  more: string | null;
}

/** The accounts of the installation, with a search. Works without scripts. */
export function AccountList({ accounts, find, isLater, more }: Props) {
  return (
    <>
      <search className="admin-find">
        <form method="get" action="/admin/accounts" className="flex gap-2.5">
          <input
            className="field"
            type="search"
            name="find"
            aria-label="Find an account"
            placeholder="Name or email"
            maxLength={300}
            defaultValue={find}
          />
          <button type="submit" className="btn">
            Find
          </button>
        </form>
      </search>
      {accounts.length > 0 && (
        <table className="admin-table">
          <thead>
            <tr>
              <th scope="col">Reader</th>
              <th scope="col">Role</th>
              <th scope="col">Joined</th>
              <th scope="col">Last here</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <Row key={account.id} account={account} />
            ))}
          </tbody>
        </table>
      )}
      {accounts.length === 0 && (
        <p className="py-5 text-soft">
          {find ? "No account begins with these letters." : "There are no more accounts."}
        </p>
      )}
      {(find || isLater) && (
        <p className="py-5 text-soft">
          {find && (
            <>
              Only accounts whose name, last name or address begins with “<bdi>{find}</bdi>”.{" "}
            </>
          )}
          <Link className="link" href="/admin/accounts" prefetch={false}>
            {find ? "Show all" : "Back to the newest"}
          </Link>
        </p>
      )}
      <MoreLink address="/admin/accounts" query={find ? { find } : undefined} more={more}>
        More accounts
      </MoreLink>
    </>
  );
}

function Row({ account }: { account: Account }) {
  const { id, name, email, createdAt, lastSeenAt } = account;
  return (
    <tr>
      <th scope="row">
        <span className="admin-who">
          <Avatar of={account} />
          <span className="min-w-0">
            <Link className="admin-name" href={`/admin/accounts/${id}`} prefetch={false}>
              <bdi>{name}</bdi>
            </Link>
            <span className="admin-address">{email}</span>
          </span>
        </span>
      </th>
      <td>{roleOf(account)}</td>
      <td>
        <span className="admin-label">Joined </span>
        <Moment at={createdAt} day />
      </td>
      <td>
        <span className="admin-label">Last here </span>
        {lastSeenAt ? <Moment at={lastSeenAt} day /> : "long ago"}
      </td>
    </tr>
  );
}
