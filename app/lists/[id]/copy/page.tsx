import { DuplicateForm } from "@/components/lists/duplicate-form";
import { ListTitle } from "@/components/lists/list-title";
import { TargetForm } from "@/components/lists/target-form";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { listAt } from "../list";
import { duplicateAction, handOverAction, mergeAction } from "./actions";

type Props = PageProps<"/lists/[id]/copy">;

export async function generateMetadata({ params }: Props) {
  const found = await listAt({ listId: (await params).id, below: "/copy" });
  return ownMetadata(found && "Duplicate");
}

export default async function CopyPage({ params }: Props) {
  const found = await listAt({ listId: (await params).id, below: "/copy" });
  if (!found) return <NotHere />;
  const { caller, page } = found;
  const { list, team, mayManage } = page;
  const targets = await caller.collections.targets({ listId: list.id });
  return (
    <main className="sheet page">
      <ListTitle list={list} title={mayManage ? "Duplicate, merge or move" : "Duplicate"} />
      <div className="settings">
        <Section title="Duplicate">
          <DuplicateForm list={list} teams={targets.teams} isOwn={!team} action={duplicateAction} />
        </Section>
        {targets.merge.length > 0 && (
          <Section title="Merge">
            <TargetForm
              listId={list.id}
              fields={["from", "into"]}
              label="Into"
              options={targets.merge.map((each) => ({
                id: each.id,
                name: each.team ? `${each.name} · ${each.team}` : each.name,
              }))}
              lesson="Its papers are added to the other one, each once, with their notes and who added them. This one goes to the trash. What was discussed for it comes along only if everybody who reads the other could read it here."
              submit="Merge"
              action={mergeAction}
            />
          </Section>
        )}
        {targets.handOver.length > 0 && (
          <Section title="Move to another team">
            <TargetForm
              listId={list.id}
              fields={["listId", "teamId"]}
              label="Team"
              options={targets.handOver}
              lesson="It then belongs to that team, and is seen by its members as it was by these. People who are named on it keep their roles."
              submit="Move"
              action={handOverAction}
            />
          </Section>
        )}
      </div>
    </main>
  );
}
