import type { Metadata } from "next";
import { noticeLeft } from "@/app/visitor";
import { SubscribeForm } from "@/components/digest/subscribe-form";
import { KeptNotice } from "@/components/mail/kept-notice";
import { deliversMail } from "@/server/platform/email/send";

export const metadata: Metadata = {
  title: "Trending papers by mail",
  robots: { index: false },
};

/** Asks for the edition by mail, and says what comes next. */
export default async function DigestPage({ searchParams }: PageProps<"/digest">) {
  const { asked, refused } = await searchParams;
  const notice = await noticeLeft(refused);
  const isSent = deliversMail();
  return (
    <main className="narrow grid gap-6">
      <h1 className="page-title">Get trending papers in your email inbox</h1>
      {asked !== undefined ? (
        <>
          <p className="notice" role="status">
            {isSent
              ? "Almost there: look into your inbox. A message with a link is on its way to the address, and nothing else comes before you press the button behind it."
              : "Almost there: a message with a link is kept for the administrators. Ask one of them for it: nothing else is written before you press the button behind it."}
          </p>
          {isSent && (
            <p className="text-soft">
              Nothing came? Look among unwanted mail, and try again in some hours: an address gets
              at most one such message in six.
            </p>
          )}
        </>
      ) : (
        <>
          {notice && (
            <p className="notice" role="alert">
              {notice}
            </p>
          )}
          <p>The best of each edition, with its abstracts, at seven in the morning.</p>
          <SubscribeForm id="digest-email" />
        </>
      )}
      {!isSent && <KeptNotice />}
    </main>
  );
}
