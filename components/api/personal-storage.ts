import { READER_COOKIE } from "@/server/platform/reader-cookie.mjs";

/**
 * Keys of what this browser remembers of its reader in `localStorage`. It is deleted when they sign
 * out, as the next reader may be somebody else.
 */
export const PERSONAL = {
  /** The slug of the team whose editions are shown. */
  team: "team",
  /** The last audiences chosen. */
  note: "audience:note",
  comment: "audience:comment",
  /** The last color of a highlight. */
  color: "color",
  /** What the last visit knew (`last-visit.ts`). A change of its shape needs another key. */
  lastVisit: "last-visit",
} as const;

const MAX_AGE_SECONDS = 60 * 86_400;

/**
 * Whether this page has deleted what it kept. An answer that was under way at sign-out still names the
 * reader: nothing of it is kept.
 */
let forgotten = false;

export const hasForgotten = () => forgotten;

/** Notes for the next page which account is signed in. */
export function noteReader(id: string) {
  if (!forgotten) setReaderCookie(id, MAX_AGE_SECONDS);
}

/** Whether this account is signed in, as far as this browser knows: another tab may have signed out. */
export const isReader = (id: string) =>
  document.cookie.split("; ").includes(`${READER_COOKIE}=${id}`);

function setReaderCookie(value: string, maxAge: number) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: browsers have a cookie store only over HTTPS
  document.cookie = `${READER_COOKIE}=${value}; path=/; max-age=${maxAge}; samesite=lax${secure}`;
}

/** Deletes what this browser remembers of a reader. */
export function forgetReader() {
  setReaderCookie("", 0);
  try {
    for (const key of Object.values(PERSONAL)) localStorage.removeItem(key);
  } catch {}
}

/** What waits for somebody to sign in (`intents.ts`). */
export const INTENT = "intent";

/** Deletes also what this tab keeps: what was being written or sent. */
export function forgetTab() {
  forgotten = true;
  forgetReader();
  try {
    localStorage.removeItem(INTENT);
    sessionStorage.clear();
  } catch {}
}

/** Is set for a moment when a tab signs out, so that the others hear of it. */
const SIGN_OUT = "sign-out";

/** At sign-out, deletes what this and every other open tab keeps. */
export function forgetOnSignOut() {
  forgetTab();
  try {
    localStorage.setItem(SIGN_OUT, "");
    localStorage.removeItem(SIGN_OUT);
  } catch {}
}

/** Hears of a sign-out in another tab. */
export function onSignOutElsewhere(listener: () => void) {
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === SIGN_OUT && newValue !== null) listener();
  };
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}
