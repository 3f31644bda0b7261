import { AppError } from "../platform/errors";

/** How many files a process reads at once; each may take memory and a connection for minutes. */
const MOST = { check: 3, import: 1 };

const REFUSALS = {
  check: "Too many files are being checked here right now. Please try again in a minute.",
  import:
    "Another file is being imported here right now. Please wait until that is done, then import this one.",
};

type Kind = keyof typeof MOST;

const KEY = Symbol.for("broadsheet.files.read");

/** One count per process, however many copies of this module a bundler makes. */
function running(): Record<Kind, number> {
  const holder = globalThis as unknown as Record<symbol, Record<Kind, number> | undefined>;
  holder[KEY] ??= { check: 0, import: 0 };
  return holder[KEY];
}

/** Reads a file, or refuses in a sentence while too many others are being read. */
export async function oneOf<T>(kind: Kind, read: () => Promise<T>): Promise<T> {
  const now = running();
  if (now[kind] >= MOST[kind]) throw new AppError("CONFLICT", REFUSALS[kind]);
  now[kind]++;
  try {
    return await read();
  } finally {
    now[kind]--;
  }
}
