import type { NoteLine, Pick, Picks } from "./picks";

/** What a digest says besides its papers. All URLs are absolute. */
export interface Frame {
  /** What the installation is called. */
  name: string;
  /** The local day. */
  day: string;
  /** When it comes, as the foot says it: "on weekdays at 7 am". */
  when: string;
  /** The address of a page of the site: `/papers/…`. */
  url: (path: string) => string;
  /** The pages for changing and ending it. */
  manage: string;
  unsubscribe: string;
}

/** A digest as it is sent. */
export interface Letter {
  subject: string;
  html: string;
  text: string;
}

/** The most HTML in bytes: Gmail cuts what is longer than 102 kB. */
export const MAX_HTML = 90_000;

const MAX_SUBJECT = 110;
/** Letters of a title, and of abstracts: of the first paper, and of the next ones. */
const MAX_TITLE = 300;
const LEAD = 420;
const SECOND = 220;
/** How many papers have an abstract: the others are listed. */
const SECONDS = 3;

const dateWords = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  return (day: string) => format.format(new Date(`${day}T00:00:00Z`));
};
const longDate = dateWords({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
const shortDate = dateWords({ month: "long", day: "numeric" });

/** Text cut at a word, with an ellipsis if something is missing. */
export function cut(text: string, max: number): string {
  const letters = [...text];
  if (letters.length <= max) return text;
  const start = letters.slice(0, max - 1).join("");
  const atWord = start.replace(/\s+\S*$/u, "");
  return `${(atWord || start).replace(/[\s,;:.–—-]+$/u, "")}…`;
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const number = new Intl.NumberFormat("en-US");

const titleOf = ({ readable }: Pick) => cut(readable.title, MAX_TITLE);

/** "Ada, Lin and 6 more · Google" */
function bylineOf({ authors, authorCount }: Pick): string {
  const first = authors.slice(0, authorCount <= 3 ? 3 : 2).map((name) => cut(name, 60));
  const others = authorCount - first.length;
  if (others > 0) return `${first.join(", ")} and ${others} more`;
  return first.length <= 1
    ? (first[0] ?? "")
    : `${first.slice(0, -1).join(", ")} and ${first.at(-1)}`;
}

/** "163 on Hugging Face · Ada and Lin upvoted it" */
function whyOf({ votes, source, sourceUpvotes, reasons }: Pick): string {
  return [
    ...reasons.map((reason) => cut(reason, 200)),
    ...(source && sourceUpvotes > 0
      ? [`${number.format(sourceUpvotes)} on ${cut(source, 40)}`]
      : []),
    ...(votes > 0 ? [`${number.format(votes)} ${votes === 1 ? "upvote" : "upvotes"} here`] : []),
  ].join(" · ");
}

const counted = (papers: number) => (papers === 1 ? "1 paper" : `${number.format(papers)} papers`);

/** A digest in HTML and in text, at most as long as mail programs show. */
export function letterOf(frame: Frame, found: Picks): Letter {
  const lead = found.picks[0];
  const about = lead ? titleOf(lead) : noteSubject(found.notes);
  const subject = cut(`${shortDate(frame.day)}: ${about}`.replace(/\s+/g, " "), MAX_SUBJECT);
  let picks = found.picks;
  let html = htmlOf(frame, found);
  while (Buffer.byteLength(html) > MAX_HTML && picks.length > 1) {
    picks = picks.slice(0, -1);
    html = htmlOf(frame, { ...found, picks });
  }
  return { subject, html, text: textOf(frame, { ...found, picks }) };
}

const noteSubject = ([first, ...rest]: NoteLine[]) =>
  first
    ? rest.length > 0
      ? `${first.who} and others wrote notes for you`
      : `${first.who} wrote ${first.isReply ? "a reply" : "a note"} for you`
    : "Papers";

// The mail: tables and inline styles, as mail programs know little else. The classes are for the dark
// colors, where they are supported.

const SERIF = "font-family:Newsreader,Georgia,'Times New Roman',serif;";
const SANS = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const INK = "color:#1b1a17;";
const SOFT = "color:#5d5a52;";

const DARK = `<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.pad{padding-left:16px!important;padding-right:16px!important}.plate{font-size:44px!important;line-height:52px!important}.lead{font-size:26px!important;line-height:30px!important}}
@media (prefers-color-scheme:dark){.page,.page td{background-color:#15140f!important}.ink,.ink a,a.ink{color:#ece8dd!important}.soft,.soft a{color:#aaa495!important}.line{border-color:#322f27!important}.rule{border-color:#ece8dd!important}.page td.solid{background-color:#ece8dd!important;border-color:#ece8dd!important}td.solid a{color:#15140f!important}.edge{border-color:#777163!important}}
</style>`;

const link = (href: string, text: string, style: string, className = "ink") =>
  `<a href="${escaped(href)}" class="${className}" style="${style}">${escaped(text)}</a>`;

const cell = (content: string, style: string, className: string) =>
  `<tr><td class="${className}" style="${style}">${content}</td></tr>`;

const label = (text: string) =>
  cell(
    escaped(text.toUpperCase()),
    `${SANS}${SOFT}font-size:12px;line-height:16px;letter-spacing:.08em;font-weight:600;padding:0 0 4px`,
    "soft",
  );

const heading = (text: string) =>
  cell(
    escaped(text.toUpperCase()),
    `${SANS}${INK}font-size:12px;line-height:16px;letter-spacing:.08em;font-weight:700;padding:28px 0 8px;border-bottom:1px solid #1b1a17`,
    "ink rule",
  );

const small = (text: string, style = SOFT, className = "soft") =>
  text &&
  cell(escaped(text), `${SANS}${style}font-size:13px;line-height:19px;padding:2px 0 0`, className);

const plainLink = (href: string, text: string) =>
  link(
    href,
    text,
    `${SANS}${INK}font-size:14px;line-height:20px;font-weight:600;text-decoration:underline;margin-right:18px`,
  );

function button(href: string, text: string, isSolid: boolean): string {
  const [ground, color, name] = isSolid ? ["#1b1a17", "#fdfcf9", "solid"] : ["", "#1b1a17", "edge"];
  const border = `border:1px solid ${isSolid ? "#1b1a17" : "#8d887c"};border-radius:8px;`;
  return `<td class="${name}" style="${border}${ground && `background-color:${ground};`}padding:0"><a href="${escaped(href)}" class="${isSolid ? "" : "ink"}" style="${SANS}color:${color};display:inline-block;padding:8px 14px;font-size:14px;line-height:20px;font-weight:600;text-decoration:none">${escaped(text)}</a></td><td style="width:8px;font-size:0">&nbsp;</td>`;
}

/** The pages with the buttons: opening a link changes nothing. */
function linksOf({ url }: Frame, { slug }: Pick) {
  const paper = url(`/papers/${slug}`);
  return { read: paper, save: `${paper}#save`, vote: `${paper}#upvote` };
}

function paperHtml(frame: Frame, pick: Pick, place: number): string {
  const { read, save, vote } = linksOf(frame, pick);
  const isLead = place === 0;
  const size = isLead ? "font-size:30px;line-height:35px;" : "font-size:22px;line-height:27px;";
  const title = link(
    read,
    titleOf(pick),
    `${SERIF}${INK}${size}font-weight:500;text-decoration:none`,
    isLead ? "ink lead" : "ink",
  );
  const acts = isLead
    ? `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>${button(read, "Read", true)}${button(save, "Save for later", false)}${button(vote, "Upvote", false)}</tr></table>`
    : plainLink(read, "Read") + plainLink(save, "Save for later") + plainLink(vote, "Upvote");
  const rule = isLead ? "1px solid #1b1a17" : "1px solid #e2ded4";
  return [
    cell("", "font-size:0;line-height:0;height:22px", "gap"),
    pick.topics.length > 0 && label(pick.topics.slice(0, 2).join(" · ")),
    cell(title, "padding:0 0 6px", "ink"),
    cell(
      escaped(cut(pick.readable.abstract, isLead ? LEAD : SECOND)),
      `${SERIF}${INK}font-size:17px;line-height:25px;padding:0 0 6px`,
      "ink",
    ),
    small(bylineOf(pick)),
    small(whyOf(pick), INK, "ink"),
    cell(acts, `padding:10px 0 20px;border-bottom:${rule}`, isLead ? "rule" : "line"),
  ]
    .filter(Boolean)
    .join("");
}

function briefHtml(frame: Frame, pick: Pick, place: number): string {
  const { read } = linksOf(frame, pick);
  const why = [pick.topics[0], whyOf(pick)].filter(Boolean).join(" · ");
  return `<tr><td class="line" style="padding:10px 0;border-bottom:1px solid #e2ded4"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="soft" width="28" valign="top" style="${SERIF}${SOFT}font-size:18px;line-height:25px">${place + 1}</td><td class="ink" style="${SERIF}font-size:18px;line-height:24px">${link(read, titleOf(pick), `${INK}text-decoration:none;font-weight:500`)}<div class="soft" style="${SANS}${SOFT}font-size:13px;line-height:19px;padding-top:2px">${escaped(why)}</div></td></tr></table></td></tr>`;
}

function noteHtml({ url }: Frame, { who, isReply, slug, title, words }: NoteLine): string {
  const paper = link(
    url(`/papers/${slug}`),
    cut(title, 160),
    `${INK}font-style:italic;text-decoration:none`,
  );
  return cell(
    `<b>${escaped(cut(who, 60))}</b> ${isReply ? "replied on" : "on"} ${paper}: “${escaped(cut(words, 200))}”`,
    `${SERIF}${INK}font-size:17px;line-height:25px;padding:10px 0;border-bottom:1px solid #e2ded4`,
    "ink line",
  );
}

function htmlOf(frame: Frame, found: Picks): string {
  const { name, day, when, url, manage, unsubscribe } = frame;
  const { picks, notes, waiting, more, latest } = found;
  const [large, briefs] = [picks.slice(0, SECONDS), picks.slice(SECONDS)];
  const site = url("/");
  const rows = [
    cell(
      link(site, "Read this on the web", `${SANS}${SOFT}font-size:13px;line-height:18px`, "soft"),
      "text-align:center;padding:0 0 14px",
      "soft",
    ),
    cell(
      escaped(name),
      `${SERIF}${INK}font-size:56px;line-height:66px;font-weight:500;letter-spacing:-.02em;text-align:center;padding:6px 0 14px;border-top:1px solid #1b1a17;border-bottom:1px solid #1b1a17`,
      "ink rule plate",
    ),
    `<tr><td class="rule" style="padding:9px 0;border-bottom:1px solid #1b1a17"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ink" style="${SANS}${INK}font-size:14px;line-height:20px;font-weight:600">${escaped(longDate(day))}</td><td class="soft" align="right" style="${SANS}${SOFT}font-size:14px;line-height:20px">${picks.length > 0 ? escaped(counted(picks.length)) : ""}</td></tr></table></td></tr>`,
    ...large.map((pick, place) => paperHtml(frame, pick, place)),
    ...(briefs.length > 0
      ? [heading("Also"), ...briefs.map((pick, at) => briefHtml(frame, pick, at + SECONDS))]
      : []),
    more > 0 && latest
      ? cell(
          plainLink(
            url(`/papers/date/${latest}`),
            `${number.format(more)} more in the latest edition`,
          ),
          "padding:14px 0 0",
          "ink",
        )
      : "",
    ...(notes.length > 0
      ? [heading("Notes for you"), ...notes.map((note) => noteHtml(frame, note))]
      : []),
    ...(waiting
      ? [
          heading("Waiting for you"),
          cell(
            `${escaped(counted(waiting.count))} to read. Saved last: ${link(url(`/papers/${waiting.slug}`), cut(waiting.title, 160), `${INK}font-style:italic;text-decoration:none`)}`,
            `${SERIF}${INK}font-size:17px;line-height:25px;padding:10px 0;border-bottom:1px solid #e2ded4`,
            "ink line",
          ),
        ]
      : []),
    cell(
      `You get this ${escaped(when)}.<br>${link(manage, "Change what you get", SOFT, "soft")} · ${link(unsubscribe, "Stop this mail", SOFT, "soft")}<br>Sent by ${escaped(name)}, ${escaped(new URL(site).host)}`,
      `${SANS}${SOFT}font-size:13px;line-height:21px;padding:28px 0 0`,
      "soft",
    ),
  ];
  const preview = picks[0] ? cut(picks[0].readable.abstract, 120) : "";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escaped(name)}, ${escaped(longDate(day))}</title>${DARK}</head><body class="page" style="margin:0;padding:0;background-color:#fdfcf9"><div style="display:none;max-height:0;overflow:hidden">${escaped(preview)}</div><table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#fdfcf9"><tr><td align="center"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;margin:0 auto"><tr><td class="pad" style="padding:24px 36px 40px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">\n${rows.filter(Boolean).join("\n")}\n</table></td></tr></table></td></tr></table></body></html>`;
}

const WIDTH = 72;

/** A paragraph in lines that are read without scrolling; what has no space stays whole. */
function wrapped(text: string, indent = ""): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/u)) {
    if (line.trim() !== "" && [...line].length + [...word].length + 1 > WIDTH) {
      lines.push(line);
      line = indent;
    }
    line += line === indent || line === "" ? word : ` ${word}`;
  }
  return [...lines, line].join("\n");
}

const underlined = (text: string) => `${text.toUpperCase()}\n${"-".repeat([...text].length)}`;

function textOf(frame: Frame, { picks, notes, waiting, more, latest }: Picks): string {
  const { name, day, when, url, manage, unsubscribe } = frame;
  const paper = (pick: Pick, place: number) => {
    const start = `${place + 1}. `;
    const isLarge = place < SECONDS;
    const indent = " ".repeat(start.length);
    return [
      start + wrapped(titleOf(pick), indent).trimStart(),
      isLarge && wrapped(cut(pick.readable.abstract, place === 0 ? LEAD : SECOND), indent),
      wrapped([...pick.topics.slice(0, 2), bylineOf(pick)].filter(Boolean).join(" · "), indent),
      whyOf(pick) && wrapped(whyOf(pick), indent),
      indent + url(`/papers/${pick.slug}`),
    ]
      .filter(Boolean)
      .join("\n");
  };
  const parts = [
    `${name}\n${longDate(day)}${picks.length > 0 ? ` · ${counted(picks.length)}` : ""}`,
    ...picks.map(paper),
    more > 0 && latest && `${number.format(more)} more: ${url(`/papers/date/${latest}`)}`,
    notes.length > 0 && underlined("Notes for you"),
    ...notes.map(({ who, isReply, title, words, slug }) =>
      [
        wrapped(`${who} ${isReply ? "replied on" : "on"} ${cut(title, 160)}: “${cut(words, 200)}”`),
        url(`/papers/${slug}`),
      ].join("\n"),
    ),
    waiting && underlined("Waiting for you"),
    waiting &&
      `${wrapped(`${counted(waiting.count)} to read. Saved last: ${cut(waiting.title, 160)}`)}\n${url(`/papers/${waiting.slug}`)}`,
    // the sign before a signature
    `-- \nYou get this ${when}.\nChange what you get: ${manage}\nStop this mail: ${unsubscribe}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}
