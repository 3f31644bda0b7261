import type { z } from "zod";
import { readableText } from "../papers/readable";
import type { UserContext } from "../platform/context";
import { countExport } from "../platform/rate-limits/writes";
import { addressOf, webAnnotation } from "./annotation";
import { table } from "./csv";
import { day, type ExportedFile, type Format, fileOf, siteAddress } from "./file";
import { plain } from "./markdown";
import { colorName, nested, noteItem } from "./note-lines";
import { type NotedPaper, notedPapers } from "./queries";
import type { noteFormats, notesExportInput } from "./schema";

/** Exports the reader's own notes. */
export async function exportNotes(
  ctx: UserContext,
  { wanted, format }: z.output<typeof notesExportInput>,
): Promise<ExportedFile> {
  await countExport(ctx.actor.userId);
  const file = { name: "Notes", end: format };
  return fileOf(file, FORMATS[format](ctx.now(), siteAddress()), notedPapers(ctx, wanted));
}

type Note = NotedPaper["notes"][number];

const AUDIENCES: Record<Note["audience"], string> = {
  me: "only you",
  list: "a collection",
  team: "a team",
  everyone: "everyone",
};

/** Who sees a note, in words: the name of its collection or team, if the reader has access to it. */
const whom = ({ audience, group }: Note) => group ?? AUDIENCES[audience];

const markdown = (at: Date, site: string): Format<NotedPaper> => ({
  mime: "text/markdown; charset=utf-8",
  head: `# Notes\n\n${plain(day(at))}\n\n`,
  item: (paper) => {
    const notes = nested(paper.notes, (note, replies) => {
      const reply = note.parentId ? "reply" : "";
      const head = [day(note.createdAt), reply, colorName(note), whom(note)];
      return noteItem(head.filter(Boolean).join(", "), note.exact, note.body, replies);
    });
    const title = `## ${plain(readableText(paper.title))}`;
    return `${[title, `<${addressOf(paper, site)}>`, ...notes].join("\n\n")}\n\n`;
  },
  foot: "",
});

/** An annotation collection with a single page (https://www.w3.org/TR/annotation-model/). */
const json = (_: Date, site: string): Format<NotedPaper> => ({
  mime: "application/ld+json; charset=utf-8",
  head: `{"@context":"http://www.w3.org/ns/anno.jsonld","id":${JSON.stringify(`${site}/notes`)},"type":"AnnotationCollection","label":"Notes","first":{"id":${JSON.stringify(`${site}/notes/export/json`)},"type":"AnnotationPage","startIndex":0,"items":[`,
  item: (paper, index) => {
    const notes = paper.notes.map((note) => JSON.stringify(webAnnotation(note, paper, site)));
    return `${index > 0 ? "," : ""}\n${notes.join(",\n")}`;
  },
  foot: "\n]}}\n",
});

function spreadsheet(_: Date, site: string): Format<NotedPaper> {
  const { item, ...rest } = table<{ paper: NotedPaper; note: Note }>([
    ["title", ({ paper }) => readableText(paper.title)],
    ["arxiv_id", ({ paper }) => paper.arxivId],
    ["address", ({ paper }) => addressOf(paper, site)],
    ["passage", ({ note }) => note.exact && readableText(note.exact)],
    ["color", ({ note }) => (note.exact === null ? null : note.color)],
    ["note", ({ note }) => note.body],
    ["reply", ({ note }) => (note.parentId ? "yes" : "no")],
    ["audience", ({ note }) => note.audience],
    ["audience_name", ({ note }) => note.group],
    ["created_at", ({ note }) => note.createdAt.toISOString()],
    [
      "edited_at",
      ({ note }) => (note.updatedAt > note.createdAt ? note.updatedAt.toISOString() : null),
    ],
    ["link", ({ paper, note }) => `${site}/papers/${paper.slug}#note-${note.id}`],
  ]);
  return {
    ...rest,
    item: (paper, index) => paper.notes.map((note) => item({ paper, note }, index)).join(""),
  };
}

const FORMATS: Record<
  (typeof noteFormats)[number],
  (at: Date, site: string) => Format<NotedPaper>
> = { md: markdown, json, csv: spreadsheet };
