import type { SignIn } from "@/server/auth/sign-ins/queries";
import { Moment } from "../ui/moment";
import { Section } from "./section";

interface Props {
  signIns: SignIn[];
  providers: { id: string; name: string }[];
}

/** When, how and from which browser the reader has signed in. */
export function SignIns({ signIns, providers }: Props) {
  if (signIns.length === 0) return null;
  const nameOf = (signIn: SignIn) =>
    providers.find(({ id }) => id === signIn.provider)?.name ?? "another service";
  const HOW = { password: "by password", passkey: "by passkey", link: "by a sign-in link" };
  return (
    <Section
      title="Recent sign-ins"
      about="Kept for 90 days, without any network address. If one was not you, change your password."
    >
      <ul className="grid">
        {signIns.map((signIn) => (
          <li key={signIn.id} className="settings-row">
            <div>
              <p className="font-medium">
                {signIn.browser}
                {signIn.refused && <span className="tag ms-2 font-normal">Refused</span>}
              </p>
              <p className="text-[0.87rem] text-soft">
                <Moment at={signIn.at} />,{" "}
                {signIn.way === "provider" ? `with ${nameOf(signIn)}` : HOW[signIn.way]}
                {signIn.refused && ", and the second step was wrong"}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
