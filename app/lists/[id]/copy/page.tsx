import { DuplicateForm } from "@/components/lists/duplicate-form";
import { ListTitle } from "@/components/lists/list-title";
import { MoveSections } from "@/components/lists/move-sections";
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
        <MoveSections
          listId={list.id}
          targets={targets}
          merge={mergeAction}
          handOver={handOverAction}
        />
      </div>
    </main>
  );
}
