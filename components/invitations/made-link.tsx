"use client";

import { useId } from "react";
import { useAnswer } from "../forms/action-form";
import { CopyButton } from "../ui/copy-button";

/** The links of the invitations just created, each with its address if it has one. */
export function MadeLinks() {
  const id = useId();
  const { link, links = link ? [{ of: "", link }] : [] } = useAnswer().state;
  if (links.length === 0) return null;
  return (
    <div className="grid gap-3">
      <ul id={id} className="grid gap-2">
        {links.map((each) => (
          <MadeLink key={each.link} {...each} />
        ))}
      </ul>
      {links.length > 1 && (
        <div className="justify-self-end">
          <CopyButton
            of={id}
            text={links.map(({ of, link }) => `${of} ${link}`).join("\n")}
            label={
              <>
                Copy all<span className="sr-only"> addresses with their links</span>
              </>
            }
            what="All addresses with their links"
          />
        </div>
      )}
    </div>
  );
}

function MadeLink({ of, link }: { of: string; link: string }) {
  const id = useId();
  return (
    <li className="flex items-center justify-between gap-3">
      <span className="grid min-w-0">
        {of && <span className="break-all">{of}</span>}
        <code id={id} className="break-all text-[0.87rem]">
          {link}
        </code>
      </span>
      <CopyButton of={id} what={of ? `The link for ${of}` : "The link"} />
    </li>
  );
}
