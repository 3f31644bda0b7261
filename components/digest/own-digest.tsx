import Link from "next/link";
import type { RouterOutputs } from "@/server/api/root";
import type { OwnDigest as Mine } from "@/server/digest/queries";
import { whenWords } from "@/server/digest/when-words";
import { FollowCollection } from "../follows/follow-collection";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { DigestFields } from "./digest-fields";
import { OwnZone } from "./zone-field";

interface Props {
  mine: Mine;
  /** Those that the reader follows. */
  collections: RouterOutputs["follows"]["collections"];
  followAction: FormAction;
  saveAction: FormAction;
  endAction: FormAction;
}

/** The reader's digest: whether it comes, when, and what is in it. */
export function OwnDigest(props: Props) {
  const { mine, collections, followAction, saveAction, endAction } = props;
  return (
    <>
      <p>{stateOf(mine)}</p>
      <ActionForm action={saveAction} className="grid gap-6">
        <DigestFields settings={mine.settings} hasAccount />
        {mine.isNew && <OwnZone />}
        <Submit className="btn btn-solid justify-self-start">
          {mine.isOn ? "Save" : "Send it to me"}
        </Submit>
      </ActionForm>
      <Followed collections={collections} followAction={followAction} />
      <p>
        <Link className="link" href="/settings/digest/preview" prefetch={false} target="_blank">
          See how it looks
        </Link>
      </p>
      {(mine.isOn || mine.isPending) && <EndDigest action={endAction} />}
    </>
  );
}

function Followed({ collections, followAction }: Pick<Props, "collections" | "followAction">) {
  if (collections.length === 0) {
    return (
      <p className="text-soft">
        You follow no collections. To follow one, press Follow on its page.
      </p>
    );
  }
  return (
    <div>
      <h3 className="font-medium">Collections that you follow</h3>
      <ul className="mt-2 grid gap-2">
        {collections.map(({ id, name, team }) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <p className="min-w-0">
              <Link className="link" href={`/lists/${id}`} prefetch={false}>
                <bdi>{name}</bdi>
              </Link>{" "}
              <span className="text-soft">
                <bdi>{team}</bdi>
              </span>
            </p>
            <FollowCollection listId={id} name={name} isOn action={followAction} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Stops the mail. */
export function EndDigest({ action }: { action: FormAction }) {
  return (
    <ActionForm action={action} className="border-t border-line pt-4">
      <Submit className="btn">Stop this mail</Submit>
    </ActionForm>
  );
}

function stateOf({ email, isOn, isPending, isKept, isOthers, endedFor, settings }: Mine): string {
  if (isOn) return `It comes ${whenWords(settings)}, to ${email}.`;
  if (isPending) {
    return `A message ${isKept ? "for" : "is on its way to"} ${email}${isKept ? " is kept for the administrators" : ""}: it comes once you press the button behind its link.`;
  }
  if (endedFor === "bounces") {
    return `It was stopped, as the mail server of ${email} refused three messages in a row.`;
  }
  if (endedFor === "complaint") return `It was stopped, as it was reported as unwanted.`;
  if (isOthers) return `${email} gets the edition. Turn it into your own digest here.`;
  return `It does not come. It would go to ${email}.`;
}
