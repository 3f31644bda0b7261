import Link from "next/link";

interface Props {
  /** The page's URL and what it was asked. */
  address: string;
  query?: Record<string, string>;
  /** Where the next part begins; null on the last. */
  more: string | null;
  children: string;
}

/** Leads to the next part of a list. */
export function MoreLink({ address, query, more, children }: Props) {
  if (!more) return null;
  return (
    <p className="more">
      <Link
        className="btn"
        href={`${address}?${new URLSearchParams({ ...query, after: more })}`}
        prefetch={false}
      >
        {children}
      </Link>
    </p>
  );
}
