import type { z } from "zod";
import { listAs } from "../access/service";
import type { UserContext } from "../context";
import { siteUrl } from "../mail/send";
import { type Exported, FORMATS, type Format } from "./formats";
import { itemsOf } from "./reading";
import type { exportInput } from "./schema";

/** "Diffusion & friends" is "diffusion-friends": a name that every system takes for a file. */
export function fileName(name: string, end: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .toLowerCase();
  return `${words || "list"}.${end}`;
}

/**
 * A list as a file: its name, its type, and its text piece by piece, made only as fast as it is
 * taken. `NOT_FOUND` before the first piece when the reader may not read it.
 */
export async function exportList(ctx: UserContext, input: z.output<typeof exportInput>) {
  const { list, team } = await listAs(ctx, input.listId, "read");
  const format = FORMATS[input.format]();
  const site = siteUrl("/").replace(/\/$/, "");
  const { name, description } = list;
  const exported = { name, description, team: team?.name ?? null, at: ctx.now(), site };
  return {
    fileName: fileName(name, input.format),
    mime: format.mime,
    pieces: pieces(ctx, list.id, format, exported),
  };
}

async function* pieces(ctx: UserContext, listId: string, format: Format, list: Exported) {
  yield format.head(list);
  let index = 0;
  for await (const items of itemsOf(ctx, listId)) {
    let text = "";
    for (const item of items) text += format.item(item, index++, list);
    yield text;
  }
  yield format.foot;
}
