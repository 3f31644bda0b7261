import { Tex } from "../papers/tex";

/** What a stranger began, as `signInFor` names it. */
const ACTS: Record<string, [string, string]> = {
  vote: ["vote for", ""],
  save: ["save", ""],
  list: ["add", " to a list"],
  note: ["keep your note on", ""],
};

const PAGES: [RegExp, string][] = [
  [/^\/library\b/, "open your library"],
  [/^\/lists\b/, "open your lists"],
  [/^\/notes\b/, "open your notes"],
  [/^\/teams\b/, "open your teams"],
  [/^\/settings\b/, "change your settings"],
  [/^\/submit\b/, "submit a paper"],
];

interface Props {
  /** "Sign in", or "Create an account". */
  way: string;
  act: string | undefined;
  /** The title of the paper that it concerns. */
  title: string | null;
  callbackUrl: string;
}

/** What signing in is for, if the reader was led here by something they did. */
export function WhatFor({ way, act, title, callbackUrl }: Props) {
  const known = act !== undefined && Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (known && title) {
    const [before, after] = known;
    return (
      <p className="text-soft">
        {way} to {before}{" "}
        <cite className="font-serif text-ink not-italic">
          <bdi>
            <Tex source={title} />
          </bdi>
        </cite>
        {after}.
      </p>
    );
  }
  const page = PAGES.find(([address]) => address.test(callbackUrl));
  return (
    page && (
      <p className="text-soft">
        {way} to {page[1]}.
      </p>
    )
  );
}
