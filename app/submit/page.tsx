import { ownMetadata } from "@/components/seo/metadata";
import { Section } from "@/components/settings/section";
import { MySubmissions } from "@/components/submissions/my-submissions";
import { PasteForm, WriteForm } from "@/components/submissions/submit-forms";
import { WaysIn } from "@/components/submissions/ways-in";
import { goesTo } from "@/components/submissions/words";
import { signedIn } from "@/server/api/rsc";
import { pasteAction, writeAction } from "./actions";
import { addressHere, sharedPaper } from "./shared-paper";

export const metadata = ownMetadata("Submit a paper");

export default async function SubmitPage({ searchParams }: PageProps<"/submit">) {
  const shared = sharedPaper(await searchParams);
  const { caller } = await signedIn("/submit", { url: shared });
  const [about, address] = await Promise.all([caller.submissions.about(), addressHere()]);
  return (
    <main className="sheet settings">
      <h1 className="page-title">Submit a paper</h1>
      <div className="form-sections">
        <Section title="By id or address" about={goesTo(about)}>
          <PasteForm shared={shared} asks={about.asks} action={pasteAction} />
        </Section>
        <Section title="By hand" about="For a paper that is in none of these places.">
          <WriteForm action={writeAction} />
        </Section>
        <Section title="From any page" about="Both lead here with the page’s address filled in.">
          <WaysIn address={address} />
        </Section>
        <Section title="What you submitted">
          <MySubmissions mine={about.mine} />
        </Section>
      </div>
    </main>
  );
}
