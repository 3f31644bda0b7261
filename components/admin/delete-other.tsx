import type { AccountPage } from "@/server/admin/accounts/queries";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Confirm } from "../forms/confirm";
import { ConfirmFields } from "../forms/confirm-fields";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { papersIn } from "../papers/names";
import { Section } from "../settings/section";
import { counted } from "./words";

interface Props {
  account: AccountPage;
  means: ConfirmationMeans;
  action: FormAction;
}

/** Says what is deleted with somebody's account and what is kept, and deletes it. */
export function DeleteOther({ account: { id, email, goes }, means, action }: Props) {
  const { papers, lists, privateNotes, votes, notes, teamsPassedOn, teamsDissolved } = goes;
  return (
    <Section title="Delete account">
      <Confirm label="Delete this account">
        <p>
          <b>Deleted for good:</b> their library ({papersIn(papers)}),{" "}
          {counted(lists, "reading list")}, {counted(privateNotes, "note")} for themselves,{" "}
          {counted(votes, "upvote")}, and their place in every team. They are signed out everywhere.
          Nobody can undo this.
        </p>
        <p>
          <b>Kept, without their name:</b> {counted(notes, "note")} that they wrote for others, and
          what they added to collections.
        </p>
        {teamsPassedOn > 0 && (
          <p>
            {counted(teamsPassedOn, "team")} that only they own{" "}
            {teamsPassedOn === 1 ? "goes" : "go"} to the longest-standing admin, or else the
            longest-standing member.
          </p>
        )}
        {teamsDissolved > 0 && (
          <p>
            {counted(teamsDissolved, "team")} with no other member{" "}
            {teamsDissolved === 1 ? "is" : "are"} dissolved, with its collections.
          </p>
        )}
        <ActionForm action={action}>
          <ConfirmFields means={means} ahead />
          <input type="hidden" name="userId" value={id} />
          <Field
            name="email"
            label={`Type ${email} to continue`}
            type="email"
            autoComplete="off"
            required
          />
          <Submit className="btn btn-solid justify-self-start">Delete this account for good</Submit>
        </ActionForm>
      </Confirm>
    </Section>
  );
}
