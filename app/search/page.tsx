import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PaperList } from "@/components/editions/paper-list";
import { SearchBox } from "@/components/search/search-box";
import { SearchSummary } from "@/components/search/search-summary";
import { reader, refusalOf } from "@/server/api/rsc";

type Props = PageProps<"/search">;

/** A parameter, also if repeated, without characters that no text contains. */
const first = (value: string | string[] | undefined) =>
  [value]
    .flat()[0]
    ?.replace(/[\p{Cc}\p{Surrogate}]/gu, " ")
    .trim();

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const q = first((await searchParams).q)
    ?.trim()
    .slice(0, 80);
  return { title: q ? `“${q}”` : "Search", robots: { index: false, follow: true } };
}

export default async function SearchPage({ searchParams }: Props) {
  const params = await searchParams;
  const q = first(params.q) ?? "";
  const { caller } = await reader();
  const { value: found, refusal } = await refusalOf(
    caller.search.papers({ q, after: first(params.after) }),
  );
  if (found?.jump) redirect(`/papers/${found.jump}`);
  const more = found?.more && `/search?q=${encodeURIComponent(q)}&after=${found.more}`;
  return (
    <main className="sheet">
      <header className="dateline search-head">
        <h1>Search</h1>
        <SearchBox id="search-again" value={q.slice(0, 300)} />
      </header>
      <SearchSummary q={q} found={found} refusal={refusal} />
      {found && found.papers.length > 0 && <PaperList papers={found.papers} more={more} dated />}
    </main>
  );
}
