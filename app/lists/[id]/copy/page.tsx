import { DuplicateForm } from "@/components/lists/duplicate-form";
import { ListTitle } from "@/components/lists/list-title";
import { MoveSections } from "@/components/lists/move-sections";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { pageRead } from "@/server/api/rsc";
import { openList } from "../list";
import { duplicateAction, mergeAction, transferAction } from "./actions";

type Props = PageProps<"/lists/[id]/copy">;

const copyingOf = pageRead(async ({ id }: { id: string }) => {
  const { caller, page } = await openList(id, "/copy");
  return { ...page, targets: await caller.collections.targets({ listId: page.list.id }) };
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await copyingOf(await params)) && "Duplicate");
}

export default async function CopyPage({ params }: Props) {
  const found = await copyingOf(await params);
  if (!found) return <NotHere />;
  const { list, team, mayManage, targets } = found;
  return (
    <main className="sheet page">
      <ListTitle list={list} title={mayManage ? "Duplicate, merge or move" : "Duplicate"} />
      <div className="form-sections">
        <Section title="Duplicate">
          <DuplicateForm list={list} teams={targets.teams} isOwn={!team} action={duplicateAction} />
        </Section>
        <MoveSections
          listId={list.id}
          targets={targets}
          merge={mergeAction}
          transfer={transferAction}
        />
      </div>
    </main>
  );
}
