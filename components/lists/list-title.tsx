import Link from "next/link";

/** The head of a page about a list, with a link back to the list. */
export function ListTitle({ list, title }: { list: { id: string; name: string }; title: string }) {
  return (
    <header className="dateline">
      <div className="min-w-0">
        <h1>{title}</h1>
        <p className="credit">
          <Link className="link" href={`/lists/${list.id}`} prefetch={false}>
            <bdi>{list.name}</bdi>
          </Link>
        </p>
      </div>
    </header>
  );
}
