import type { PaperRow as Paper } from "@/server/papers/service";
import { WhileHeld } from "../library/while-held";
import { PaperRow } from "../papers/paper-row";
import { ItemButton } from "./item-button";
import type { ListName } from "./my-lists";
import { OrderedRows } from "./ordered-rows";

/** The papers of a list as rows that can be moved and taken off. */
export function ListRows({ list, papers }: { list: ListName; papers: Paper[] }) {
  const { id, name } = list;
  const rows = papers.map((paper) => ({
    paperId: paper.id,
    row: (
      <WhileHeld paperId={paper.id} listId={id}>
        <PaperRow
          paper={paper}
          dated
          actions={<ItemButton paperId={paper.id} list={{ id, name }} />}
        />
      </WhileHeld>
    ),
  }));
  return <OrderedRows listId={id} rows={rows} />;
}
