import { Fragment } from "react";
import { plainText } from "@/server/papers/tex-segments";
import { FieldLink } from "../search/field-link";

/** How many are shown before the rest is collapsed: about two lines. */
const SHOWN = 12;
/** How many are links: some papers have five thousand authors. */
const LINKED = 200;

/** All authors of a paper, as links to their papers here. Long lists expand, without scripts. */
export function Authors({ authors: sources }: { authors: string[] }) {
  const authors = sources.map(plainText);
  if (authors.length === 0) return null;
  if (authors.length <= SHOWN + 3) {
    return (
      <p className="paper-authors">
        <Names names={authors} last=" and " />
      </p>
    );
  }
  return (
    <div className="paper-authors">
      <Names names={authors.slice(0, SHOWN)} last=", " />
      <details className="more-authors">
        <summary>and {authors.length - SHOWN} more authors</summary>
        <p>
          <Names names={authors.slice(SHOWN)} last=" and " />
        </p>
      </details>
    </div>
  );
}

/** Names in a row, the last one after another separator. */
function Names({ names, last }: { names: string[]; last: string }) {
  return names.map((name, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two authors may have one name
    <Fragment key={index}>
      {index > 0 && (index === names.length - 1 ? last : ", ")}
      <bdi>
        {index < LINKED ? <FieldLink field="author" name={name} className="author" /> : name}
      </bdi>
    </Fragment>
  ));
}
