import type { Metadata } from "next";
import Link from "next/link";
import { unsubscribeAction } from "@/app/digest/actions";
import { EndDigest } from "@/components/digest/own-digest";
import { orNull, reader } from "@/server/api/rsc";

export const metadata: Metadata = { title: "Stop this mail", robots: { index: false } };

/** Opening the link does nothing yet: mail scanners open links too. */
export default async function UnsubscribePage(props: PageProps<"/digest/unsubscribe/[token]">) {
  const { token } = await props.params;
  const { caller } = await reader();
  const found = await orNull(caller.digest.byToken({ token }));
  const isOver = found?.may !== "manage" || found.state === "ended";
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">{isOver ? "No more mail" : "Stop this mail"}</h1>
      {isOver ? (
        <p className="notice" role="status">
          {found ? `No more papers come to ${found.email}.` : "No mail comes by this link."}{" "}
          {found?.may === "manage" && (
            <Link className="link" href={`/digest/${token}`}>
              Have them sent again
            </Link>
          )}
        </p>
      ) : (
        <>
          <p>
            Papers come to <strong>{found.email}</strong> {found.when}.{" "}
            <Link className="link" href={`/digest/${token}`}>
              Change what comes, and when
            </Link>
            , or stop all of it:
          </p>
          <EndDigest action={unsubscribeAction.bind(null, token)} />
        </>
      )}
    </main>
  );
}
