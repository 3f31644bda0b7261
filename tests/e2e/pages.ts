const PAPER = "/papers/2402.17316";

/** Pages by the names of their pictures. Those that begin with `no-` do not exist. */
export type Pages = Record<string, string>;

/** Every page that a stranger may open, grouped by the visits that can share one. */
export const OPEN: Record<string, Pages> = {
  editions: {
    home: "/",
    edition: "/papers/date/2025-03-13",
    week: "/papers/week/2025-W11",
    month: "/papers/month/2025-03",
    trending: "/papers/trending",
  },
  papers: {
    paper: PAPER,
    moderation: "/moderation",
    search: "/search?q=learning",
    "search-nothing": "/search?q=zzzzzzzz",
  },
  "the ways in": {
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "reset-password": "/reset-password",
    digest: "/digest",
  },
  "what is not here": {
    "no-edition": "/papers/date/2025-03-14",
    "no-paper": "/papers/2599.99999",
    "no-page": "/nothing-here",
    "no-invitation": "/join/nothing-here",
  },
};

/** Pages that need an account, while they are empty. */
export const EMPTY: Pages = {
  library: "/library",
  lists: "/lists",
  teams: "/teams",
  notes: "/notes",
};

/** Pages that look different with content, or are never empty. */
export const OWN = {
  "edition-mine": "/papers/date/2026-08-20",
  "paper-mine": PAPER,
  library: "/library",
  settings: "/settings",
  submit: "/submit",
  "no-draft": "/submit/00000000-0000-4000-8000-000000000000",
  "settings-mail": "/settings/digest",
  welcome: "/welcome",
  security: "/settings/security",
  "no-list": "/lists/00000000-0000-4000-8000-000000000000",
};

/** The pages of an administrator, one of them about this account. */
export const adminPages = (userId: string): Pages => ({
  admin: "/admin",
  accounts: "/admin/accounts",
  account: `/admin/accounts/${userId}`,
  reports: "/admin/reports",
  import: "/admin/import",
  installation: "/admin/settings",
  warnings: "/warnings",
  sources: "/admin/sources",
  "admin-editions": "/admin/editions",
  log: "/admin/log",
  mail: "/admin/mail",
  "no-message": "/admin/mail/00000000-0000-4000-8000-000000000000",
  "no-account": "/admin/accounts/00000000-0000-4000-8000-000000000000",
});

/** What the pages of a reader with much of everything are about. */
export interface World {
  team: string;
  list: string;
  collection: string;
  /** A paper with notes, and somebody else's note for everyone on it. */
  paper: string;
  note: string;
  userId: string;
  publicLink: string;
  invitation: string;
}

/** Pages that nothing but a link in a message leads to, opened without what they need. */
const MAILED: Pages = {
  "sign-in-link": "/sign-in/link?email=ada@example.org&token=none",
  confirm: "/sign-up/confirm/none",
  "confirm-digest": "/digest/confirm/none",
  unsubscribe: "/digest/unsubscribe/none",
  "no-digest": "/digest/none",
  "set-password": "/reset-password/none",
};

/** The further pages of a reader who has nothing but an empty list and an empty team. */
export const emptyPages = ({ list, team }: Pick<World, "list" | "team">): Pages => ({
  ...MAILED,
  "library-trash": "/library/trash",
  warnings: "/warnings",
  list: `/lists/${list}`,
  "list-trash": `/lists/${list}/trash`,
  team: `/teams/${team}`,
  activity: `/teams/${team}/activity`,
  proposals: `/teams/${team}/proposals`,
  members: `/teams/${team}/members`,
  "team-trash": `/teams/${team}/trash`,
  "team-edition": `/teams/${team}/date/2026-08-20`,
});

/** The pages of a reader with much of everything. */
export const filledPages = (world: World): Pages => ({
  ...OWN,
  ...adminPages(world.userId),
  home: "/",
  "paper-mine": `/papers/${world.paper}`,
  "library-read": "/library?status=read",
  "library-all": "/library?status=all",
  "library-trash": "/library/trash",
  lists: "/lists",
  list: `/lists/${world.list}`,
  collection: `/lists/${world.collection}`,
  "collection-members": `/lists/${world.collection}/members`,
  "collection-copy": `/lists/${world.collection}/copy`,
  "collection-trash": `/lists/${world.collection}/trash`,
  notes: "/notes",
  "notes-blue": "/notes?color=blue",
  "notes-on": `/notes/on/${world.paper}`,
  report: `/report/${world.note}`,
  teams: "/teams",
  team: `/teams/${world.team}`,
  activity: `/teams/${world.team}/activity`,
  proposals: `/teams/${world.team}/proposals`,
  "team-members": `/teams/${world.team}/members`,
  "team-settings": `/teams/${world.team}/settings`,
  "team-trash": `/teams/${world.team}/trash`,
  "team-edition": `/teams/${world.team}/date/2026-08-20`,
  "team-week": `/teams/${world.team}/week/2026-W34`,
  "team-month": `/teams/${world.team}/month/2026-08`,
  // this installation is open to everyone
  "no-invitations": "/settings/invitations",
  moderation: "/moderation",
});

const NOTHING: World = {
  team: "team",
  list: "list",
  collection: "collection",
  paper: "2402.17316",
  note: "note",
  userId: "user",
  publicLink: "link",
  invitation: "token",
};

/** What somebody sees who was given a link. */
export const linkedPages = ({ publicLink, invitation }: World): Pages => ({
  shared: `/shared/${publicLink}`,
  invitation: `/join/${invitation}`,
});

/** The path of every page of which pictures are taken. */
export const everyPath = [
  ...Object.values(OPEN),
  EMPTY,
  emptyPages(NOTHING),
  filledPages(NOTHING),
  linkedPages(NOTHING),
].flatMap((pages) => Object.values(pages));
