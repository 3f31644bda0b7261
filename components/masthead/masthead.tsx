import Link from "next/link";

/** The line above every page. What is the reader's own in it is laid over by `Account`. */
export function Masthead() {
  return (
    <header className="sheet">
      <div className="masthead">
        <Link href="/" className="wordmark">
          Broadsheet
        </Link>
        <nav aria-label="Main" className="hidden gap-5 text-soft md:flex">
          <Link href="/library">Library</Link>
          <Link href="/lists">Lists</Link>
          <Link href="/notes">Notes</Link>
        </nav>
        <search className="ms-auto">
          <form action="/search">
            <input
              className="field"
              type="search"
              name="q"
              aria-label="Search papers"
              placeholder="Search papers"
              maxLength={300}
            />
          </form>
        </search>
        <Link href="/sign-in" className="btn">
          Sign in
        </Link>
      </div>
    </header>
  );
}
