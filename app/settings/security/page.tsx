import type { Metadata } from "next";
import { noticeLeft } from "@/app/visitor";
import { Browsers } from "@/components/settings/browsers";
import { Connections } from "@/components/settings/connections";
import { Passkeys } from "@/components/settings/passkeys";
import { PasswordForm } from "@/components/settings/password-form";
import { SecondStep } from "@/components/settings/second-step";
import { Section } from "@/components/settings/section";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { SignIns } from "@/components/settings/sign-ins";
import { signedIn } from "@/server/api/rsc";
import { configuredProviders } from "@/server/auth/oauth/providers";
import * as actions from "./actions";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage({ searchParams }: PageProps<"/settings/security">) {
  const { caller, actor } = await signedIn("/settings/security");
  const [profile, means, browsers, connected, signIns, passkeys, secondStep] = await Promise.all([
    caller.accounts.profile(),
    caller.confirmation.means(),
    caller.sessions.list(),
    caller.identities.list(),
    caller.signIns.recent(),
    caller.passkeys.list(),
    caller.secondStep.status(),
  ]);
  const providers = configuredProviders();
  const refusal = await noticeLeft((await searchParams).refused);
  const { hasPassword } = profile;
  return (
    <SettingsFrame actor={actor}>
      <Section title="Browsers" about="Where you are signed in.">
        <Browsers browsers={browsers} action={actions.endSessionAction} />
      </Section>
      <Section title="Password" about="Changing it signs you out of every other browser.">
        <PasswordForm {...{ hasPassword, means }} action={actions.changePasswordAction} />
      </Section>
      <Passkeys own={passkeys} means={means} actions={actions} />
      <SecondStep status={secondStep} means={means} action={actions.secondStepAction} />
      <Connections {...{ providers, connected, refusal, means }} actions={actions} />
      <SignIns {...{ signIns, providers }} />
    </SettingsFrame>
  );
}
