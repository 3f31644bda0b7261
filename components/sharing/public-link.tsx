import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { Confirm } from "../forms/confirm";
import { Submit } from "../forms/submit";
import { CopyButton } from "../ui/copy-button";

interface Props {
  listId: string;
  /** The absolute URL; null if there is no link. */
  link: string | null;
  withNotes: boolean;
  /** The pressed button says what to do: `make`, `replace` or `revoke`. */
  action: FormAction;
}

/** Creates, shows, replaces and revokes the link by which anyone may read a list. */
export function PublicLink({ listId, link, withNotes, action }: Props) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <p className="text-soft">
        Anyone with the link can read the papers in their order, signed in or not. No names are
        shown, and search engines are asked not to list it.
      </p>
      {link && (
        <p className="public-link">
          <code id="public-link">{link}</code>
          <CopyButton of="public-link" what="The link" />
        </p>
      )}
      <input type="hidden" name="act" value="make" />
      <input type="hidden" name="listId" value={listId} />
      <Choice name="withNotes" checked={withNotes}>
        <span>Show the remarks on why each paper is here too</span>
      </Choice>
      <div className="flex flex-wrap gap-2">
        <Submit className="btn" name="act" value="make">
          {link ? "Save" : "Make a public link"}
        </Submit>
      </div>
      {link && (
        <Confirm label="Replace or revoke it">
          <p>
            Everybody who has the link now is shut out at once. It cannot be brought back; you can
            only make another one.
          </p>
          <div className="flex flex-wrap gap-2">
            <Submit className="btn" name="act" value="replace">
              Replace the link
            </Submit>
            <Submit className="btn" name="act" value="revoke">
              Revoke the link
            </Submit>
          </div>
        </Confirm>
      )}
    </ActionForm>
  );
}
