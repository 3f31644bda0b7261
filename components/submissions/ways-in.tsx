import { CopyButton } from "../ui/copy-button";

const BOOKMARKLET = "bookmarklet";

/** The ways to come here from a paper's page elsewhere. */
export function WaysIn({ address }: { address: string }) {
  const script = `javascript:location.href='${address}/submit?url='+encodeURIComponent(location.href)`;
  return (
    <div className="grid gap-4">
      <p>
        <b className="font-semibold">In a browser:</b> make a bookmark whose address is this line,
        and press it on the page of a paper.
      </p>
      <div className="flex flex-wrap items-start gap-2.5">
        <code id={BOOKMARKLET} className="submit-code" dir="ltr">
          {script}
        </code>
        <CopyButton of={BOOKMARKLET} what="Bookmarklet" />
      </div>
      <p>
        <b className="font-semibold">On a phone:</b> add this site to your home screen. It is then
        in the list of what you can share a page with.
      </p>
    </div>
  );
}
