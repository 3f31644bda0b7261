import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { SingleBar } from "cli-progress";
import { StartError } from "@/db/start-error";
import { type ImportCounts, importFile } from "@/server/ingest/import-file";
import { importOptions } from "@/server/ingest/schema";
import { AppError } from "@/server/platform/errors";
import { openDatabase, settings, systemContext } from "./database";

const HELP = `npm run import -- FILE [--edition DATE] [--by NAME] [--source NAME]

Loads papers from a file: a JSON array or JSON Lines, plain or gzip, one object a paper.
Only title and abstract are required; the README shows the other fields. What Hugging Face
answers at /api/daily_papers can be loaded as it is.

  --edition DATE  the edition of papers that name no feedDate, written 2025-03-13
  --by NAME       who curates the editions that the papers go to; may be given several times
  --source NAME   whose the upvotes in the file are; without it, papers that are here keep
                  theirs, and it is Hugging Face for the others

Loading a file twice changes nothing. A row that does not fit is reported with its line and
reason and skipped; the exit status is then 1.
`;

function read(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        edition: { type: "string" },
        by: { type: "string", multiple: true },
        source: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) return null;
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new Error("Name one file");
    const given = {
      edition: values.edition ?? null,
      curators: values.by ?? [],
      source: values.source ?? null,
    };
    const options = importOptions.safeParse(given);
    if (options.success) return { file, options: options.data };
    const { path, message } = options.error.issues[0] ?? { path: [], message: "" };
    throw new Error(`--${path[0] === "curators" ? "by" : String(path[0])} ${message}`);
  } catch (error) {
    throw new StartError(`${(error as Error).message}: npm run import -- --help shows how.`);
  }
}

/** Shows how much of the file has been read: a bar on a terminal, occasional lines elsewhere. */
function progress(file: AsyncIterable<Buffer>, size: number) {
  const bar = process.stdout.isTTY
    ? new SingleBar({ format: "{bar} {percentage} %  {papers} papers", hideCursor: true })
    : null;
  let bytes = 0;
  let told = 0;
  bar?.start(size, 0, { papers: 0 });
  return {
    async *file() {
      for await (const chunk of file) {
        bytes += chunk.length;
        yield chunk;
      }
    },
    show({ read }: ImportCounts) {
      bar?.update(bytes, { papers: read });
      if (bar || read < told + 2_000) return;
      told = read;
      console.log(`${read} rows read …`);
    },
    end: () => bar?.stop(),
  };
}

/** Returns the exit status: 1 if any row was skipped. */
export async function main(args: string[]): Promise<number> {
  const asked = read(args);
  if (!asked) {
    console.log(HELP);
    return 0;
  }
  const { options } = asked;
  const file = path.resolve(process.env.INIT_CWD ?? "", asked.file);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new StartError(`There is no file ${file}: correct its name.`);
  const database = await openDatabase(settings());
  const { db, end } = database.connect({ max: 2, name: "broadsheet import" });
  const view = progress(createReadStream(file), found.size);
  const skipped: string[] = [];
  // lines would break the bar: on a terminal, the reasons come at the end
  const report = (line: string) =>
    process.stdout.isTTY ? skipped.push(line) : console.error(line);
  try {
    const counts = await importFile(systemContext(db), view.file(), options, {
      onProgress: view.show,
      onSkipped: ({ line, reason }) => report(`line ${line}: ${reason}`),
    });
    view.end();
    for (const line of skipped) console.error(line);
    const { read, added, updated, skipped: failed } = counts;
    const unchanged = read - added - updated - failed;
    console.log(
      `${read} rows: ${added} added, ${updated} updated, ${unchanged} unchanged, ${failed} skipped.`,
    );
    return failed > 0 ? 1 : 0;
  } catch (error) {
    view.end();
    if (error instanceof AppError) {
      throw new StartError(error.field ? `--${error.field}: ${error.message}` : error.message);
    }
    throw error;
  } finally {
    await end();
    await database.close();
  }
}
