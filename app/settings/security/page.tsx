import type { Metadata } from "next";
import { startProvider } from "@/app/sign-in/provider-action";
import { noticeLeft } from "@/app/visitor";
import { Browsers } from "@/components/settings/browsers";
import { Connections } from "@/components/settings/connections";
import { PasswordForm } from "@/components/settings/password-form";
import { Section } from "@/components/settings/section";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { SignIns } from "@/components/settings/sign-ins";
import { configuredProviders } from "@/server/authjs/providers";
import { signedIn } from "@/server/rsc";
import { changePasswordAction, disconnectAction, endSessionAction } from "./actions";

const path = "/settings/security";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage({ searchParams }: PageProps<"/settings/security">) {
  const { caller, actor } = await signedIn(path);
  const [profile, browsers, connected, signIns, refusal] = await Promise.all([
    caller.accounts.profile(),
    caller.sessions.list(),
    caller.identities.list(),
    caller.signIns.recent(),
    searchParams.then(({ refused }) => noticeLeft(refused)),
  ]);
  return (
    <SettingsFrame actor={actor}>
      <Section title="Browsers" about="Where you are signed in.">
        <Browsers browsers={browsers} action={endSessionAction} />
      </Section>
      <Section title="Password" about="A new one signs every other browser out.">
        <PasswordForm hasPassword={profile.hasPassword} action={changePasswordAction} />
      </Section>
      <Connections
        providers={configuredProviders()}
        connected={connected}
        refusal={refusal}
        connect={startProvider.bind(null, path, undefined)}
        disconnect={disconnectAction}
      />
      <SignIns signIns={signIns} providers={configuredProviders()} />
    </SettingsFrame>
  );
}
