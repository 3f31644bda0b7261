import { InstallationForm } from "@/components/admin/installation-form";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { pageRead, signedIn } from "@/server/api/rsc";
import { AdminFrame } from "../frame";
import { saveAction } from "./actions";

const settingsNow = pageRead(async () => {
  const { caller } = await signedIn("/admin/settings");
  return caller.installation.settings();
});

export async function generateMetadata() {
  return ownMetadata((await settingsNow()) && "Installation");
}

export default async function InstallationPage() {
  const settings = await settingsNow();
  if (!settings) return <NotHere />;
  return (
    <AdminFrame current="Settings">
      <div className="form-sections">
        <InstallationForm settings={settings} action={saveAction} />
      </div>
    </AdminFrame>
  );
}
