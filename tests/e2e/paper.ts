import { randomUUID } from "node:crypto";
import { hashText } from "@/server/annotations/text";
import { documentOf, SEARCH_VERSION } from "@/server/papers/search/document";
import { inDatabase } from "./teams";

export interface MadePaper {
  id: number;
  address: string;
  abstract: string;
}

/** A paper that no other test opens, in no edition. */
export async function makePaper(given: { title?: string; abstract: string; authors?: string[] }) {
  const { title = "A paper of one test", abstract, authors = ["Ada King"] } = given;
  const slug = `made-${randomUUID()}`;
  const { vector } = documentOf({ title, authors, abstract, keywords: [], organization: null });
  return inDatabase((sql) =>
    sql.begin(async (tx): Promise<MadePaper> => {
      const [paper] = await tx<{ id: number }[]>`
        insert into papers
          (slug, title_key, title, abstract, authors, latest_version, search, search_version)
        values (${slug}, ${slug}, ${title}, ${abstract}, ${authors}, 1, ${vector}, ${SEARCH_VERSION})
        returning id`;
      if (!paper) throw new Error("no paper was made");
      const version = { paper_id: paper.id, version: 1, title, abstract };
      await tx`insert into paper_versions ${tx({ ...version, abstract_hash: hashText(abstract) })}`;
      await tx`insert into paper_stats (paper_id) values (${paper.id})`;
      return { id: paper.id, address: `/papers/${slug}`, abstract };
    }),
  );
}

/** Adds the paper's next version, as an import would. */
export const makeVersion = (paper: MadePaper, version: number, abstract: string) =>
  inDatabase((sql) =>
    sql.begin(async (tx) => {
      await tx`
        insert into paper_versions (paper_id, version, title, abstract, abstract_hash)
        select id, ${version}, title, ${abstract}, ${hashText(abstract)} from papers
        where id = ${paper.id}`;
      await tx`
        update papers set abstract = ${abstract}, latest_version = ${version} where id = ${paper.id}`;
    }),
  );

/** A passage of the paper's abstract, in the form that a note stores. */
export function passage({ abstract }: MadePaper, words: string) {
  const start = abstract.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in the abstract`);
  return { start, end: start + words.length, textHash: hashText(abstract) };
}
