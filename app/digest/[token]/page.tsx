import { settingsAction, unsubscribeAction } from "@/app/digest/actions";
import { TokenDigest } from "@/components/digest/token-digest";
import { ownMetadata } from "@/components/seo/metadata";
import { NotHere } from "@/components/seo/not-here";
import { Told } from "@/components/ui/told";
import { pageRead, reader } from "@/server/api/rsc";

type Props = PageProps<"/digest/[token]">;

const subscriptionAt = pageRead(async ({ token }: { token: string }) => {
  const { caller } = await reader();
  const found = await caller.digest.byToken({ token });
  return found.may === "manage" ? found : null;
});

export async function generateMetadata({ params }: Props) {
  return ownMetadata((await subscriptionAt(await params)) && "What you get by mail");
}

export default async function ManageDigestPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { confirmed, saved } = await searchParams;
  const found = await subscriptionAt({ token });
  if (!found) {
    return (
      <NotHere title="This link has expired">
        <p>No mail comes by it. Ask for the papers again on the front page.</p>
      </NotHere>
    );
  }
  const done =
    confirmed !== undefined
      ? `Your address is confirmed. Papers come ${found.when}.`
      : saved !== undefined
        ? `Saved. Papers come ${found.when}.`
        : null;
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">What you get by mail</h1>
      {done && <Told text={done} />}
      <TokenDigest
        found={found}
        saveAction={settingsAction.bind(null, token)}
        endAction={unsubscribeAction.bind(null, token)}
      />
    </main>
  );
}
