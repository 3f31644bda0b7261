import Link from "next/link";
import { installationShown } from "@/server/api/rsc";
import { SearchBox } from "../search/search-box";
import { Account } from "../session/account";
import { Places } from "./places";

/** The bar at the top of every page. `Account` adds the reader's part. */
export async function Masthead() {
  const { name, canSignUp } = await installationShown();
  return (
    <header className="sheet">
      <div className="masthead">
        <Link href="/" className="wordmark">
          {name}
        </Link>
        <nav aria-label="Main" className="masthead-nav">
          <Places />
          {canSignUp && (
            <Link href="/sign-up" className="place-join" prefetch={false}>
              Create account
            </Link>
          )}
        </nav>
        <SearchBox id="search" hint />
        <Link
          href="/search"
          className="btn btn-quiet menu-button search-link md:hidden"
          prefetch={false}
          aria-label="Search"
        >
          <svg aria-hidden="true" viewBox="0 0 18 18" width="18" height="18" fill="none">
            <path
              d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm4.4-1.6L17 17"
              stroke="currentColor"
              strokeWidth="1.6"
            />
          </svg>
        </Link>
        <Account canSignUp={canSignUp} />
      </div>
      <p className="masthead-unscripted unscripted-only">
        Upvotes, saving, lists and notes need JavaScript, which is off here. Reading, searching and
        signing in do not.
      </p>
    </header>
  );
}
