import type { Note } from "@/server/annotations/note";
import type { Audience } from "@/server/annotations/schema";

/** An audience as one value, for menus and URLs: `me`, `everyone`, `team:ID`, `list:ID`. */
export function keyOf(audience: Audience): string {
  if (typeof audience === "string") return audience;
  return "teamId" in audience ? `team:${audience.teamId}` : `list:${audience.listId}`;
}

export function audienceOf(key: string): Audience {
  const [kind, id = ""] = key.split(":", 2);
  if (kind === "team") return { teamId: id };
  if (kind === "list") return { listId: id };
  return kind as "me" | "everyone";
}

export function audienceOfNote({ audience, group }: Pick<Note, "audience" | "group">): Audience {
  if (audience === "me" || audience === "everyone") return audience;
  const id = group?.id ?? "";
  return audience === "team" ? { teamId: id } : { listId: id };
}

/**
 * A note's audience as its card shows it; null if that is obvious, as for a reply that is below what it
 * answers.
 */
export function forWhom(
  note: Pick<Note, "audience" | "group" | "mine" | "parentId">,
  alone = false,
) {
  if (note.parentId && !alone) return null;
  if (note.audience === "team") return note.group?.name ?? "A team that you have left";
  if (note.audience === "list") return note.group?.name ?? "A collection that you no longer read";
  if (!note.mine) return null;
  return note.audience === "me" ? "Only you" : "Everyone";
}

/** The kind of an audience. */
export const kindOf = (audience: Audience): Note["audience"] => {
  if (typeof audience === "string") return audience;
  return "teamId" in audience ? "team" : "list";
};
