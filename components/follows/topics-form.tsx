import { TOPIC_RULES } from "@/server/papers/topics/rules";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Choice } from "../forms/choice";
import { SaveOnChange } from "../forms/save-on-change";
import { Submit } from "../forms/submit";

interface Props {
  followed: string[];
  action: FormAction;
  /** What the button says, which only readers without scripts need: each change is saved at once. */
  submit?: string;
}

const NAMES = TOPIC_RULES.map(({ slug, name }) => ({ slug, name })).sort((a, b) =>
  a.name.localeCompare(b.name, "en"),
);

/** All topics as chips: the checked ones are followed. */
export function TopicsForm({ followed, action, submit = "Save topics" }: Props) {
  return (
    <ActionForm action={action} className="topics-form">
      <fieldset className="topic-choices">
        <legend className="sr-only">Topics to follow</legend>
        {NAMES.map(({ slug, name }) => (
          <Choice
            key={slug}
            className="topic-choice"
            name={`topics.${slug}`}
            checked={followed.includes(slug)}
          >
            {name}
          </Choice>
        ))}
      </fieldset>
      <SaveOnChange />
      <Submit className="btn btn-solid unscripted-only justify-self-start">{submit}</Submit>
    </ActionForm>
  );
}
