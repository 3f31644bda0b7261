import type { Metadata } from "next";
import { followAction } from "@/app/lists/actions";
import { noticeLeft } from "@/app/visitor";
import { OwnDigest } from "@/components/digest/own-digest";
import { KeptNotice } from "@/components/mail/kept-notice";
import { Section } from "@/components/settings/section";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Told } from "@/components/ui/told";
import { signedIn } from "@/server/api/rsc";
import { endAction, saveAction } from "./actions";

export const metadata: Metadata = { title: "Mail" };

export default async function DigestSettingsPage(props: PageProps<"/settings/digest">) {
  const { caller, actor } = await signedIn("/settings/digest");
  const [mine, collections, done] = await Promise.all([
    caller.digest.mine(),
    caller.follows.collections(),
    noticeLeft((await props.searchParams).done),
  ]);
  return (
    <SettingsFrame actor={actor}>
      {done && <Told text={done} />}
      <Section
        title="The morning paper"
        about="One mail a morning: each paper once, with why it is there, and none that you have opened here, voted for, saved or written about. What you open is noted only while it comes, for 100 days."
      >
        {mine.isKept && <KeptNotice />}
        {mine.isPossible ? (
          <OwnDigest
            mine={mine}
            collections={collections}
            followAction={followAction}
            saveAction={saveAction}
            endAction={endAction}
          />
        ) : (
          <p className="notice">
            This server cannot send it: its administrator must set AUTH_SECRET first.
          </p>
        )}
      </Section>
    </SettingsFrame>
  );
}
