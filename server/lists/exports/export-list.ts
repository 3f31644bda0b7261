import type { z } from "zod";
import { requireList } from "../../access/require-list";
import type { UserContext } from "../../platform/context";
import { siteUrl } from "../../platform/email/send";
import { disposition } from "./file-name";
import { type Exported, FORMATS, type Format } from "./formats";
import { itemsOf } from "./queries";
import type { exportInput } from "./schema";

/**
 * Exports a list: the header with the file's name, its type, and its text in pieces, produced as
 * fast as they are read. Throws `NOT_FOUND` before the first piece if the reader may not read it.
 */
export async function exportList(ctx: UserContext, input: z.output<typeof exportInput>) {
  const { list, team } = await requireList(ctx, input.listId, "read");
  const format = FORMATS[input.format]();
  const site = siteUrl("/").replace(/\/$/, "");
  const { name, description } = list;
  const exported = { name, description, team: team?.name ?? null, at: ctx.now(), site };
  return {
    disposition: disposition(name, input.format),
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
