import { ActionForm, type FormAction } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { TextArea } from "../forms/text-area";

interface PasteProps {
  /** What another page has led here with. */
  shared: string;
  /** Whether this installation asks other sites. */
  asks: boolean;
  action: FormAction;
}

/** One paper or up to fifty, by ids and addresses. Nothing is submitted before it is previewed. */
export function PasteForm({ shared, asks, action }: PasteProps) {
  return (
    <ActionForm action={action}>
      {!asks && (
        <p className="notice">
          This installation asks no other site, so only papers that are here already can be found by
          their id. Submit others by hand.
        </p>
      )}
      <TextArea
        name="papers"
        label="arXiv ids, DOIs, or addresses of arXiv or OpenReview"
        defaultValue={shared}
        rows={4}
        maxLength={20_000}
        required
        spellCheck={false}
        autoCapitalize="none"
        hint="One, or up to fifty, each on a line. You see what they are before anything is submitted."
      />
      <Submit className="btn btn-solid justify-self-start">Preview</Submit>
    </ActionForm>
  );
}

/** A paper that no source is asked for. */
export function WriteForm({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action}>
      <Field name="title" label="Title" maxLength={1_000} required />
      <TextArea name="abstract" label="Abstract" rows={6} maxLength={20_000} required />
      <TextArea
        name="authors"
        label="Authors"
        rows={3}
        maxLength={20_000}
        hint="Each on a line of their own."
      />
      <Field
        name="link"
        label="Link"
        type="url"
        inputMode="url"
        maxLength={2_000}
        hint="Where the paper is, if it is on the web."
      />
      <Submit className="btn justify-self-start">Preview</Submit>
    </ActionForm>
  );
}
