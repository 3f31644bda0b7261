"use client";

import { useCallback, useMemo } from "react";
import type { LibraryRow } from "@/server/library/queries";
import type { FormAction } from "../forms/action-form";
import { PaperEntry } from "../papers/paper-entry";
import type { Place } from "../papers/place";
import { LongList } from "../rows/long-list";
import { SelectAll } from "../rows/select-all";
import { SelectBox } from "../rows/select-box";
import { SelectionBar } from "../rows/selection-bar";
import { SelectionContext, useSelection } from "../rows/use-selection";
import { EmptyLibrary } from "./empty-library";
import { FavoriteButton } from "./favorite-button";
import { LibraryContext } from "./library-context";
import { LibraryTools } from "./library-tools";
import { ManyActions } from "./many-actions";
import { usePutOnPage } from "./rows-on-page";
import { addressOf, filtersIn, type Shown } from "./shown";
import { StatusTabs } from "./status-tabs";
import { Tags } from "./tags";
import { type Facets, useFacets } from "./use-facets";
import { type FirstPart, useLibrary } from "./use-library";

interface Props {
  shown: Shown;
  /** Loaded with the page if its filters are open. */
  facets: Facets | null;
  first: FirstPart;
  renameTag: FormAction;
}

/** The library: its tabs, filters, and papers, several of which can be selected. */
export function LibraryView({ shown, facets: initial, first, renameTag }: Props) {
  const { facets, want } = useFacets(initial);
  const { rows, order, whole, counts, total } = useLibrary(shown, first);
  usePutOnPage(rows);
  const selection = useSelection(order, whole);
  const here = useMemo(
    () => ({ rows, tags: facets?.tags.map(([name]) => name) ?? [], wantTags: want }),
    [rows, facets, want],
  );
  const draw = useCallback(
    (row: LibraryRow, place: Place) => (
      <PaperEntry
        paper={row}
        place={place}
        lead={<SelectBox paperId={row.id} />}
        actions={<FavoriteButton paperId={row.id} favorite={row.favorite} />}
        facts={<Tags paperId={row.id} tags={row.tags} />}
      />
    ),
    [],
  );
  return (
    <LibraryContext value={here}>
      <SelectionContext value={selection}>
        <StatusTabs shown={shown} counts={counts} />
        <LibraryTools shown={shown} facets={facets} want={want} renameTag={renameTag}>
          <SelectAll total={total} />
        </LibraryTools>
        {first.from && (
          <p className="library-from">
            <a className="link" href={addressOf(shown)}>
              From the beginning
            </a>
          </p>
        )}
        {total > 0 ? (
          <LongList
            key={addressOf(shown, first.from)}
            label="Papers in your library"
            order={order}
            total={total}
            rows={rows}
          >
            {draw}
          </LongList>
        ) : (
          <EmptyLibrary status={shown.status} narrowed={filtersIn(shown) > 0} />
        )}
        <SelectionBar selection={selection} total={total}>
          <ManyActions />
        </SelectionBar>
      </SelectionContext>
    </LibraryContext>
  );
}
