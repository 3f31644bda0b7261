import { RunNow } from "@/components/admin/job-list";
import { DaysOfSource, SourceProblems } from "@/components/admin/source-calendar";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { pageRead, signedIn } from "@/server/api/rsc";
import { runAction } from "../actions";
import { AdminFrame } from "../frame";

const sourceNow = pageRead(async () => {
  const { caller } = await signedIn("/admin/sources");
  return caller.sources.calendar();
});

export async function generateMetadata() {
  return ownMetadata((await sourceNow()) && "Sources");
}

export default async function SourcesPage() {
  const source = await sourceNow();
  if (!source) return <NotHere />;
  const about = source.isOn
    ? "The papers that are featured there, asked for every two hours from Monday to Friday. A day is asked for until two days after it, and later if it was missed. Days are those of UTC."
    : "SOURCES is off, so nobody is asked. What came before is shown.";
  return (
    <AdminFrame current="Sources">
      <div className="form-sections">
        <Section title={source.name} about={about}>
          <DaysOfSource days={source.days} />
          {source.isOn && <RunNow task="fetch-hugging-face" action={runAction} />}
        </Section>
        <Section title="What was skipped, and what failed">
          <SourceProblems days={source.days} />
        </Section>
      </div>
    </AdminFrame>
  );
}
