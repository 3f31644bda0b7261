"use client";

import { Answer } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { Confirm } from "../forms/confirm";
import { Field } from "../forms/field";
import { PasswordField } from "../forms/password-field";
import { Select } from "../forms/select";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";
import { RemovedBy } from "../lists/removed-elsewhere";
import { Piece, State } from "./piece";

const refused = {
  values: { email: "ada@example", about: "One paper a week." },
  errors: { email: "This address lacks its ending: please check it." },
  now: { about: "Two papers a week, on Fridays." },
};

/** What is typed into, and what is said about it. */
export function Forms() {
  return (
    <>
      <Piece name="Fields">
        <div className="design-columns">
          <Field name="name" label="Name" hint="Your team knows you by it." />
          <Answer value={{ state: refused, pending: false }}>
            <Field name="email" label="Email" type="email" />
          </Answer>
          <Field name="team" label="Address" defaultValue="our-lab" readOnly />
          <Field name="empty" label="Search" placeholder="Title, authors, abstract" />
          <PasswordField name="password" label="Password" defaultValue="correct horse" />
          <Select name="role" label="Role" defaultValue="editor" hint="What they may do.">
            <option value="viewer">Viewer</option>
            <option value="editor">Editor</option>
          </Select>
          <TextArea name="note" label="Description" rows={3} hint="One or two sentences." />
          <Answer value={{ state: refused, pending: false }}>
            <TextArea name="about" label="Description that somebody else changed" rows={3} />
          </Answer>
        </div>
      </Piece>
      <Piece name="Choices">
        <div className="design-line">
          <Choice name="one" checked>
            Checked
          </Choice>
          <Choice name="two" checked={false}>
            Not checked
          </Choice>
          <form className="design-line">
            <Choice type="radio" name="who" value="me" checked>
              Only you
            </Choice>
            <Choice type="radio" name="who" value="team" checked={false}>
              Our Lab, 3 members
            </Choice>
          </form>
        </div>
        <fieldset className="topic-choices">
          <legend className="sr-only">Topics</legend>
          <Choice className="topic-choice" name="topics.agents" checked>
            Agents
          </Choice>
          <Choice className="topic-choice" name="topics.vision" checked={false}>
            Vision
          </Choice>
        </fieldset>
        <Choice name="hidden" checked={false}>
          <span>
            <b>Vote without my name.</b> Your votes count, and pages do not name you for them.
          </span>
        </Choice>
      </Piece>
      <Piece name="Messages">
        <p className="notice">Saved. Your team sees the new name.</p>
        <p role="alert" className="notice">
          The team was not created: the server did not answer. Nothing else changed.
        </p>
        <RemovedBy name="Grace Lin" what="collection" />
        <State name="Asks first">
          <Confirm label="Delete list">
            <p>“Reading group” and the places of its 12 papers will be deleted.</p>
            <Submit>Delete “Reading group”</Submit>
          </Confirm>
        </State>
      </Piece>
    </>
  );
}
