import type { RouterOutputs } from "@/server/api/root";
import type { FormAction } from "../forms/action-form";
import { Section } from "../settings/section";
import { TargetForm } from "./target-form";

interface Props {
  listId: string;
  targets: RouterOutputs["collections"]["targets"];
  merge: FormAction;
  transfer: FormAction;
}

/** Merges a list into another, or transfers a collection to another team, if there are any. */
export function MoveSections({ listId, targets, merge, transfer }: Props) {
  return (
    <>
      {targets.merge.length > 0 && (
        <Section title="Merge">
          <TargetForm
            listId={listId}
            fields={["from", "into"]}
            label="Into"
            options={targets.merge.map((each) => ({
              id: each.id,
              name: each.team ? `${each.name} · ${each.team}` : each.name,
            }))}
            lesson="Its papers are added to the other one, without duplicates, with their notes and who added them. This one goes to the trash. Its discussion comes along only if everyone who can read the other could read it here."
            submit="Merge"
            action={merge}
          />
        </Section>
      )}
      {targets.transfer.length > 0 && (
        <Section title="Move to another team">
          <TargetForm
            listId={listId}
            fields={["listId", "teamId"]}
            label="Team"
            options={targets.transfer}
            lesson="It then belongs to that team, whose members see it and its discussion. Its public link stays. People named on it keep their roles."
            submit="Move"
            action={transfer}
          />
        </Section>
      )}
    </>
  );
}
