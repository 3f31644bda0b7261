import { WarningList } from "@/components/moderation/warning-list";
import { ownMetadata } from "@/components/seo/metadata";
import { signedIn } from "@/server/api/rsc";
import { dismissAction } from "./actions";

export const metadata = ownMetadata("Warnings");

export default async function WarningsPage() {
  const { caller } = await signedIn("/warnings");
  return (
    <main className="sheet settings">
      <h1 className="page-title">Warnings</h1>
      <div className="grid max-w-[36rem] gap-8">
        <WarningList warnings={await caller.moderation.warnings()} action={dismissAction} />
      </div>
    </main>
  );
}
