import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

interface Import {
  /** A file of ours, relative to the root, or a package with its path. */
  target: string;
  isType: boolean;
  names: string;
}

interface Source {
  file: string;
  text: string;
  imports: Import[];
}

const FLOORS = ["db", "server", "components", "app"];
const floorOf = (file: string) => FLOORS.indexOf(file.split("/", 1)[0] ?? "");

/** The file that an import of a file or folder refers to; null for a package. */
function resolve(from: string, name: string): string | null {
  const plain = name.startsWith("@/")
    ? name.slice(2)
    : name.startsWith(".")
      ? path.posix.join(path.posix.dirname(from), name)
      : null;
  if (plain === null) return null;
  const found = ["", ".ts", ".tsx"].find((end) => files.has(plain + end));
  return found === undefined ? plain : plain + found;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?((?:[\w*$\s,]|\{[^}]*\})*?)\s*from\s*["']([^"']+)["']|(?:^|\n)import\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const names = (match[2] ?? "").replace(/[{}\s]+/g, " ").trim();
    const name = match[3] ?? match[4] ?? match[5] ?? "";
    const parts = names.split(",").map((part) => part.trim());
    const isType =
      match[1] !== undefined ||
      (names !== "" && parts.every((part) => part === "" || part.startsWith("type ")));
    return { target: resolve(file, name) ?? name, isType, names };
  });
}

const files = new Set(
  ["app", "bin", "components", "db", "server"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith(".d.ts"))
      .map((name) => path.posix.join(folder, name.replaceAll("\\", "/"))),
  ),
);

const sources: Source[] = [...files].map((file) => {
  const text = readFileSync(path.join(root, file), "utf8");
  return { file, text, imports: importsOf(file, text) };
});
const byFile = new Map(sources.map((source) => [source.file, source]));
const within = (folder: string) => sources.filter(({ file }) => file.startsWith(`${folder}/`));

/** "FILE imports TARGET" for every import that `isWrong` finds; tests expect none. */
const wrong = (among: Source[], isWrong: (source: Source, one: Import) => boolean) =>
  among.flatMap((source) =>
    source.imports
      .filter((one) => isWrong(source, one))
      .map((one) => `${source.file} imports ${one.names} from ${one.target}`),
  );

it("reads the whole house", () => {
  for (const floor of [...FLOORS, "bin"]) expect(within(floor).length, floor).toBeGreaterThan(2);
  const ours = sources.flatMap(({ imports }) => imports.filter(({ target }) => files.has(target)));
  expect(ours.length).toBeGreaterThan(sources.length);
});

describe("imports", () => {
  it("lead to files that are there", () => {
    const aside = /\.(css|json|svg|woff2?|jsonl|gz)$/;
    const missing = wrong(
      sources,
      (_, { target }) =>
        /^(app|bin|components|db|server)\//.test(target) &&
        !files.has(target) &&
        !aside.test(target),
    );
    expect(missing).toEqual([]);
  });

  it("point down", () => {
    const up = wrong(
      sources,
      ({ file }, { target }) => floorOf(file) >= 0 && floorOf(target) > floorOf(file),
    );
    expect(up).toEqual([]);
  });

  it("never import bin, nor from bin anything above the server", () => {
    const found = wrong(sources, ({ file }, { target }) =>
      file.startsWith("bin/") ? floorOf(target) > 1 : target.startsWith("bin/"),
    );
    expect(found).toEqual([]);
  });

  it("form no cycle", () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: string[]) => {
      if (trail.includes(file)) {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
        return;
      }
      if (done.has(file)) return;
      for (const { target, isType } of byFile.get(file)?.imports ?? []) {
        if (!isType && files.has(target)) visit(target, [...trail, file]);
      }
      done.add(file);
    };
    for (const { file } of sources) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe("the server", () => {
  const roomOf = (file: string) => /^server\/([\w-]+)\//.exec(file)?.[1];
  /** What each room imports from others, except types. */
  const rooms = new Map<string, Set<string>>();
  for (const { file, imports } of within("server")) {
    const room = roomOf(file);
    if (!room) continue;
    const taken = rooms.get(room) ?? new Set();
    rooms.set(room, taken);
    for (const { target, isType } of imports) {
      const other = roomOf(target);
      if (!isType && other && other !== room) taken.add(other);
    }
  }

  it("is rooms, and nothing beside them", () => {
    expect(within("server").filter(({ file }) => !roomOf(file))).toEqual([]);
    expect(rooms.size).toBeGreaterThan(15);
  });

  it("has no cycle of rooms", () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (room: string, trail: string[]) => {
      if (trail.includes(room)) circles.push([...trail, room].join(" → "));
      if (trail.includes(room) || done.has(room)) return;
      for (const other of rooms.get(room) ?? []) visit(other, [...trail, room]);
      done.add(room);
    };
    for (const room of rooms.keys()) visit(room, []);
    expect(circles).toEqual([]);
  });

  it("has `api` on top and `platform` at the ground", () => {
    expect([...(rooms.get("platform") ?? [])]).toEqual([]);
    expect([...rooms].filter(([, taken]) => taken.has("api")).map(([room]) => room)).toEqual([]);
  });

  it("touches no table in a router, a schema, a policy or at the ground", () => {
    const apart =
      /\/(router|schema|policy)\.ts$|^server\/platform\/(?!rate-limits\/)|^server\/api\//;
    const found = wrong(
      within("server"),
      ({ file }, { target, isType }) =>
        !isType && target.startsWith("db/schema/") && apart.test(file),
    );
    expect(found).toEqual([]);
  });

  it("writes in mutations and the helpers that are named for it, never in queries", () => {
    const queries = within("server").filter(({ file }) => file.endsWith("/queries.ts"));
    expect(queries.length).toBeGreaterThan(15);
    const writes = /\.(insert|update|delete)\(\w+\)/;
    expect(queries.filter(({ text }) => writes.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it("names no file for its length", () => {
    const unnamed = /\/(service|reading|writing|utils|helpers|misc|index)\.ts$/;
    expect(within("server").filter(({ file }) => unnamed.test(file))).toEqual([]);
  });

  it("reads ids as one, however they are written", () => {
    const raw = sources.filter(({ text }) => /\bz\s*\.uuid\(/.test(text));
    expect(raw.map(({ file }) => file)).toEqual(["server/platform/ids.ts"]);
  });

  it("touches tRPC in routers only", () => {
    const plumbing =
      /^server\/(platform\/trpc|api\/(root|request|rsc|procedures|http\/procedures))\.tsx?$/;
    const found = wrong(
      within("server"),
      ({ file }, { target }) =>
        (target.startsWith("@trpc/") || target === "server/platform/trpc.ts") &&
        !plumbing.test(file) &&
        !/^server\/([\w-]+\/)+router\.ts$/.test(file),
    );
    expect(found).toEqual([]);
  });

  it("asks other sites by the guarded fetcher, except for one address of our own choice", () => {
    const asks = /(?<![.\w])fetch\(|from "undici"/;
    const found = within("server").filter(({ text }) => asks.test(text));
    const fetcher = "server/platform/fetch/";
    expect(found.some(({ file }) => file.startsWith(fetcher))).toBe(true);
    expect(found.map(({ file }) => file).filter((file) => !file.startsWith(fetcher))).toEqual([
      "server/auth/oauth/providers.ts",
    ]);
  });

  it("never reads the request", () => {
    const found = wrong(
      sources.filter(({ file }) => floorOf(file) <= 1 && file !== "server/api/rsc.tsx"),
      (_, { target, isType }) =>
        !isType && /^next\/(headers|navigation|cache|server)$/.test(target),
    );
    expect(found).toEqual([]);
  });
});

describe("components", () => {
  it("register with the client's data layer, which knows no feature", () => {
    const layer = within("components/api");
    expect(layer.length).toBeGreaterThan(10);
    const found = wrong(
      layer,
      (_, { target }) =>
        /^(app|components)\//.test(target) && !/^components\/(api|ui)\//.test(target),
    );
    expect(found).toEqual([]);
  });

  it("write by commands, and by forms that are answered by an action", () => {
    const callers = within("components").filter(({ text }) => /\.mutate\(/.test(text));
    expect(callers.length).toBeGreaterThan(5);
    const commands = /Command<|mutate\(…\)/;
    const found = callers.filter(({ text }) => !commands.test(text)).map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it("neither redirect nor read the request", () => {
    const found = wrong(within("components"), (_, { target, names }) =>
      target === "next/navigation"
        ? /\b(redirect|permanentRedirect|notFound)\b/.test(names)
        : /^next\/(headers|cache|server)$/.test(target),
    );
    expect(found).toEqual([]);
  });

  it("take nothing of the server's into the browser", () => {
    const serverOnly =
      /^(node:|db\/|postgres$|drizzle-orm|pino$|nodemailer|undici$|ipaddr\.js$|katex|markdown-it|server-only$|next-auth$|rate-limiter-flexible|next\/headers$)/;
    const found: string[] = [];
    const visit = (file: string, trail: string[], seen: Set<string>) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { target, isType } of byFile.get(file)?.imports ?? []) {
        if (isType) continue;
        if (serverOnly.test(target)) found.push([...trail, file, target].join(" → "));
        else if (files.has(target)) visit(target, [...trail, file], seen);
      }
    };
    for (const { file, text } of sources) {
      if (/^["']use client["']/.test(text)) visit(file, [], new Set());
    }
    expect(found).toEqual([]);
  });

  it("are loaded by `onDemand`: what `lazy` reveals, React holds back for a third of a second", () => {
    const found = wrong(
      sources,
      (_, { target, names }) => target === "react" && /\b(lazy|Suspense)\b/.test(names),
    );
    expect(found).toEqual([]);
  });

  it("render no style attributes: the policy of pages allows none", () => {
    const found = [...within("app"), ...within("components")].filter(({ text }) =>
      /\sstyle=[{"]/.test(text),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});

it("forms that post to a server action name the account that their page was made for", () => {
  const forms = [...within("app"), ...within("components")].flatMap(({ file, text }) =>
    [...text.matchAll(/<form\b.*?<\/form>/gs)].map(([form]) => ({ file, form })),
  );
  // a form with its own method posts to a URL
  const answered = forms.filter(({ form }) =>
    /^<form(?![^>]*\smethod=)[^>]*\saction=\{/.test(form),
  );
  expect(answered.length).toBeGreaterThan(2);
  const unnamed = answered.filter(({ form }) => !form.includes("<MadeForField />"));
  expect(unnamed.map(({ file }) => file)).toEqual([]);
});

describe("pages", () => {
  it("say themselves what is not here: what Next's `notFound()` sends is empty", () => {
    const found = wrong(
      sources,
      (_, { target, names }) => target === "next/navigation" && /\bnotFound\b/.test(names),
    );
    expect(found).toEqual([]);
  });

  it("answer their forms by `formAction`, which keeps what was typed, and take no form apart", () => {
    const actions = within("app").filter(({ text }) => /^["']use server["']/.test(text));
    expect(actions.length).toBeGreaterThan(10);
    const found = actions.flatMap(({ file, text }) => {
      const exported = text.split(/\nexport /).slice(1);
      const other = exported.some((each) => !/\b(formActions?|answering)\(/.test(each));
      return other || /from "zod"|\bform\.(get|delete|entries)\(/.test(text) ? [file] : [];
    });
    expect(found).toEqual([]);
  });

  it("read within `pageRead` what can close to their reader between two reads", () => {
    const pages = within("app").filter(({ file }) => /\[.+\/page\.tsx$/.test(file));
    expect(pages.length).toBeGreaterThan(10);
    // code that reads, or that provides something to read with
    const reads = /(?<!orNull\()\bcaller\.|\b(signedIn|openList)\(/;
    const found = pages.filter(({ text }) =>
      reads.test(text.slice(text.indexOf("export default"))),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });
});
