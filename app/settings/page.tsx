import type { Metadata } from "next";
import Link from "next/link";
import { TopicsForm } from "@/components/follows/topics-form";
import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { SaveOnChange } from "@/components/forms/save-on-change";
import { Submit } from "@/components/forms/submit";
import { DeleteAccount } from "@/components/settings/delete-account";
import { Section } from "@/components/settings/section";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { VotesForm } from "@/components/settings/votes-form";
import { ThemeChoice } from "@/components/ui/theme-choice";
import { signedIn } from "@/server/api/rsc";
import { deleteAccountAction, followAction, hideVotesAction, renameAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function ProfilePage() {
  const { caller, actor } = await signedIn("/settings");
  const [profile, followed, deletionPreview, means] = await Promise.all([
    caller.accounts.profile(),
    caller.follows.topics(),
    caller.accounts.deletionPreview(),
    caller.confirmation.means(),
  ]);
  return (
    <SettingsFrame actor={actor}>
      <Section title="Profile" about={`You are signed in as ${profile.email}.`}>
        {profile.role === "administrator" && <p>You administer this installation.</p>}
        <ActionForm action={renameAction} className="grid max-w-[24rem] gap-4">
          <Field
            name="name"
            label="Name"
            autoComplete="name"
            required
            defaultValue={profile.name}
            hint="Shown with your votes and notes."
          />
          <SaveOnChange />
          <Submit className="btn btn-solid unscripted-only justify-self-start">Save name</Submit>
        </ActionForm>
      </Section>
      <Section
        id="topics"
        title="Topics"
        about={
          <>
            Papers about the topics that you follow stand beside each edition. They are the first of{" "}
            <Link className="link" href="/welcome" prefetch={false}>
              three things to begin with
            </Link>
            .
          </>
        }
      >
        <TopicsForm followed={followed} action={followAction} />
      </Section>
      <Section id="votes" title="Votes">
        <VotesForm hidesVotes={profile.hidesVotes} action={hideVotesAction} />
      </Section>
      <div className="scripted-only">
        <Section title="Theme" about="Kept in this browser.">
          <fieldset className="max-w-[20rem]">
            <legend className="sr-only">Theme</legend>
            <ThemeChoice />
          </fieldset>
        </Section>
      </div>
      <DeleteAccount deletionPreview={deletionPreview} means={means} action={deleteAccountAction} />
    </SettingsFrame>
  );
}
