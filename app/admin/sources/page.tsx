import { RunNow } from "@/components/admin/job-list";
import { DaysOfSource, Silence, SourceProblems } from "@/components/admin/source-calendar";
import { Categories, TurnSource } from "@/components/admin/source-forms";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Section } from "@/components/settings/section";
import { pageRead, signedIn } from "@/server/api/rsc";
import { runAction } from "../actions";
import { AdminFrame } from "../frame";
import { sourceAction } from "./actions";

const sourcesNow = pageRead(async () => {
  const { caller } = await signedIn("/admin/sources");
  return caller.sources.all();
});

export async function generateMetadata() {
  return ownMetadata((await sourcesNow()) && "Sources");
}

const HUGGING_FACE =
  "The papers that are featured there, asked for every two hours from Monday to Friday. A day is asked for until two days after it, and later if it was missed. Days are those of UTC.";
const ARXIV =
  "The papers that arXiv announces in categories of your choice, from Monday to Friday. They are in the edition of that day; each category brings its papers of the last two weeks.";
const CHANGES =
  "Once a day, arXiv is asked what it has changed: new versions and withdrawals of papers that are here, and the papers of days that were missed.";

export default async function SourcesPage() {
  const sources = await sourcesNow();
  if (!sources) return <NotHere />;
  const { areAsked, huggingFace, arxiv } = sources;
  return (
    <AdminFrame current="Sources">
      <div className="form-sections">
        {!areAsked && (
          <p className="notice">SOURCES is off, so nobody is asked. What came before is shown.</p>
        )}
        <Section title="Hugging Face" about={HUGGING_FACE}>
          <Silence name="Hugging Face" days={huggingFace.silent} />
          <DaysOfSource days={huggingFace.days} />
          <div className="flex flex-wrap gap-3">
            {areAsked && huggingFace.isOn && (
              <RunNow task="fetch-hugging-face" action={runAction} />
            )}
            <TurnSource source="hugging-face" isOn={huggingFace.isOn} action={sourceAction} />
          </div>
        </Section>
        <Section title="arXiv" about={ARXIV}>
          <Categories categories={arxiv.categories} action={sourceAction} />
          {arxiv.categories.length > 0 && (
            <>
              <Silence name="arXiv" days={arxiv.silent} />
              <DaysOfSource days={arxiv.days} />
              <div className="flex flex-wrap gap-3">
                {areAsked && arxiv.isOn && <RunNow task="fetch-arxiv" action={runAction} />}
                <TurnSource source="arxiv" isOn={arxiv.isOn} action={sourceAction} />
              </div>
            </>
          )}
        </Section>
        {arxiv.categories.length > 0 && (
          <Section title="Changes on arXiv" about={CHANGES}>
            <DaysOfSource days={arxiv.changes} />
            {areAsked && arxiv.isOn && <RunNow task="read-arxiv-changes" action={runAction} />}
          </Section>
        )}
        <Section title="What was skipped, and what failed">
          <SourceProblems
            sources={[
              { name: "Hugging Face", days: huggingFace.days },
              { name: "arXiv", days: arxiv.days },
              { name: "Changes on arXiv", days: arxiv.changes },
            ]}
          />
        </Section>
      </div>
    </AdminFrame>
  );
}
