import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { CopyButton } from "../ui/copy-button";

interface Props {
  listId: string;
  /** The whole address; null when there is no link. */
  link: string | null;
  withNotes: boolean;
  share: FormAction;
  unshare: FormAction;
}

/** Makes, shows, replaces and revokes the link by which anybody may read a list. */
export function PublicLink({ listId, link, withNotes, share, unshare }: Props) {
  return (
    <>
      <p className="text-soft">
        Whoever has the link reads the papers and their order, signed in or not. It shows no names,
        and search engines are asked to leave it out.
      </p>
      {link && (
        <p className="public-link">
          <code id="public-link">{link}</code>
          <CopyButton of="public-link" what="The link" />
        </p>
      )}
      <ActionForm action={share} className="grid gap-3">
        <input type="hidden" name="listId" value={listId} />
        <label className="choice" key={String(withNotes)}>
          <input type="checkbox" name="withNotes" value="yes" defaultChecked={withNotes} />
          <span>Show the notes on its papers too</span>
        </label>
        <div className="flex flex-wrap gap-2">
          {link ? (
            <>
              <Submit className="btn">Save</Submit>
              <Submit className="btn" name="replace" value="yes">
                Replace the link
              </Submit>
            </>
          ) : (
            <Submit className="btn">Make a public link</Submit>
          )}
        </div>
      </ActionForm>
      {link && (
        <ActionForm action={unshare} className="grid gap-3">
          <input type="hidden" name="listId" value={listId} />
          <Submit className="btn justify-self-start">Revoke the link</Submit>
        </ActionForm>
      )}
    </>
  );
}
