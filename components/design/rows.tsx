import { StatusList } from "../admin/status-list";
import { NoNotes } from "../annotations/no-notes";
import { PaperList } from "../editions/paper-list";
import RailSections from "../editions/rail-sections";
import { EmptyLibrary } from "../library/empty-library";
import { NoLists } from "../lists/no-lists";
import { EmptyTrash } from "../trash/empty-trash";
import { LaidOver } from "./laid-over";
import { ListRows } from "./list-rows";
import { Piece } from "./piece";
import { idOf, paperRow, type Scheme, statesOf } from "./samples";

/** Papers in all the rows that show them, and what is there without any. */
export function Rows({ scheme }: { scheme: Scheme }) {
  const team = {
    ...{ votes: 2, youVoted: false, wrote: 3, youWrote: true },
    writers: ["Ada King", "Ben Okafor"],
  };
  return (
    <>
      <LaidOver states={statesOf(scheme)} />
      <Piece name="Front">
        <PaperList
          front="Also in this edition"
          team={{ name: "Our Lab" }}
          papers={[
            paperRow(scheme, 0, { votes: 2, team }),
            paperRow(scheme, 1, { notes: 1, githubUrl: "https://github.com/a/b", githubStars: 12 }),
            paperRow(scheme, 2, { votes: 5, topic: null }),
            paperRow(scheme, 3, { sourceUpvotes: 0 }),
            paperRow(scheme, 4, {
              team: { ...team, votes: 0, wrote: 1, youWrote: false, writers: ["Mei Tanaka"] },
            }),
          ]}
        />
      </Piece>
      <Piece name="Rows of other pages">
        <PaperList
          dated
          papers={[paperRow(scheme, 10), paperRow(scheme, 15, { votes: 7, abstract: "" })]}
          remarks={{ [idOf(scheme, 10)]: "For Friday: read section 3 first, the rest is known." }}
          more="/papers/trending?after=next"
        />
      </Piece>
      <ListRows scheme={scheme} />
      <Piece name="Rail">
        <aside className="rail design-rail" aria-label="Beside the edition">
          <RailSections rail={RAIL} />
        </aside>
      </Piece>
      <Piece name="How things are">
        <StatusList status={STATUS} />
      </Piece>
      <Piece name="Empty">
        <NoLists />
        <EmptyLibrary status="to_read" narrowed={false} />
        <EmptyLibrary narrowed />
        <EmptyTrash>What you remove stays here for 30 days.</EmptyTrash>
        <NoNotes filtered={false} />
        <NoNotes filtered />
      </Piece>
    </>
  );
}

const RAIL: Parameters<typeof RailSections>[0]["rail"] = {
  team: {
    name: "Our Lab",
    slug: "our-lab",
    happenings: [
      {
        key: "1",
        kind: "noted",
        at: "2025-03-14T09:00:00.000Z",
        who: "Ada King",
        hue: 0,
        paper: { slug: "2503.01000", title: "Sparse heads are enough" },
        list: null,
        noteId: null,
        words: "Section 3 is what we need.",
      },
      {
        key: "2",
        kind: "joined",
        at: "2025-03-13T09:00:00.000Z",
        who: "Ben Okafor",
        hue: 1,
        paper: null,
        list: null,
        noteId: null,
        words: null,
      },
    ],
  },
  queue: {
    waiting: 12,
    saved: 8,
    read: 3,
    next: [{ slug: "2503.01003", title: "Measuring what retrieval adds to reasoning" }],
  },
  onTopics: [
    {
      id: 1,
      slug: "2503.01004",
      title: "Small models that know when to ask",
      topic: "Agents",
      votes: 2,
      source: null,
      sourceUpvotes: 0,
    },
  ],
  newest: null,
  hasDigest: true,
};

const STATUS: Parameters<typeof StatusList>[0]["status"] = {
  silent: [],
  version: "0.1.0",
  node: "22.0.0",
  uptime: 90_000,
  memory: 210_000_000,
  database: { state: "ok", version: "17.2", bytes: 48_000_000, isEmbedded: true },
  disk: { free: 900_000_000, isNearlyFull: true },
  imported: null,
  waiting: { related: 12, isMore: false, search: true, topics: false },
  deliversMail: false,
  reports: 2,
  address: { site: "http://localhost:3000/", isSet: false },
};
