import Link from "next/link";
import type { Kept, KeptMessage as Message } from "@/server/admin/mail/queries";
import type { ConfirmationMeans } from "@/server/auth/confirmation/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { ConfirmFields } from "../forms/confirm-fields";
import { Submit } from "../forms/submit";
import { Section } from "../settings/section";
import { CopyButton } from "../ui/copy-button";
import { Moment } from "../ui/moment";

/** The messages that were kept because no mail server is set. */
export function KeptMail({ messages, deliversMail }: Kept) {
  return (
    <>
      <div className="grid max-w-[65ch] gap-2 py-5">
        <p>
          {deliversMail
            ? "Mail is sent through the server of SMTP_URL, and not kept here."
            : "SMTP_URL is not set, so no message is sent; each is kept here for two weeks: the newest 500, and the newest 100 digests. Pass on the links that people ask you for. They sign in or set a password, so you confirm that it is you before you read one, and the log says who has read which. They prove no address, and new accounts do not confirm theirs."}
        </p>
        <p>
          <Link className="link" href="/settings/digest/preview" prefetch={false} target="_blank">
            See how a digest looks
          </Link>
        </p>
      </div>
      {messages.length > 0 && (
        <table className="admin-table mail-table">
          <thead>
            <tr>
              <th scope="col">Subject</th>
              <th scope="col">To</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {messages.map(({ id, at, to, subject }) => (
              <tr key={id}>
                <th scope="row">
                  {subject === null ? (
                    "Written with another AUTH_SECRET"
                  ) : (
                    <Link className="link" href={`/admin/mail/${id}`} prefetch={false} dir="auto">
                      {subject}
                    </Link>
                  )}
                </th>
                <td>{to}</td>
                <td>
                  <Moment at={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {messages.length === 0 && !deliversMail && <p className="pb-5 text-soft">Nothing yet.</p>}
    </>
  );
}

interface Asked {
  means: ConfirmationMeans;
  action: FormAction;
}

/** Asks the administrator to confirm that it is them before a message is shown. */
export function ConfirmReading({ means, action }: Asked) {
  const hasNone = !means.password && !means.passkey && !means.mail && means.providers.length === 0;
  return (
    <div className="form-sections">
      <Section
        title="Confirm that it is you"
        about="The links in messages sign in as somebody else, so reading one takes your confirmation. You will not be asked again for ten minutes."
      >
        {hasNone ? (
          <p className="notice">
            Your account has neither a password nor a passkey. Set a password first:{" "}
            <code>npm run reset-link</code> makes a link for it on the server.
          </p>
        ) : (
          <ActionForm action={action} className="grid gap-4">
            <ConfirmFields means={means} ahead />
            <Submit className="btn btn-solid justify-self-start">Read the message</Submit>
          </ActionForm>
        )}
      </Section>
      <AllKept />
    </div>
  );
}

const AllKept = () => (
  <p>
    <Link className="link" href="/admin/mail" prefetch={false}>
      All kept mail
    </Link>
  </p>
);

const ITS_LINK = "its-link";

/** One kept message: its text, whose links are to be copied and not to be pressed by mistake. */
export function KeptMessage({ message }: { message: Message }) {
  const { id, at, to, subject, text, html } = message;
  const [before, link, after, ...further] = text.split(/(https?:\/\/\S+)/);
  return (
    <article className="form-sections">
      <div className="grid gap-1">
        <h2 className="section-title" dir="auto">
          {subject}
        </h2>
        <p className="text-soft">
          To {to}, <Moment at={at} />. It was kept, and not sent.
        </p>
      </div>
      <div className="grid gap-3">
        <div className="kept-mail" dir="auto">
          {before}
          {link && <span id={ITS_LINK}>{link}</span>}
          {after}
          {further.join("")}
        </div>
        {link && further.length === 0 && (
          <div>
            <CopyButton of={ITS_LINK} label="Copy the link" what="The link" />
          </div>
        )}
      </div>
      {html && (
        <p>
          <a className="link" href={`/admin/mail/${id}/html`} target="_blank" rel="noreferrer">
            See it as mail programs show it
          </a>
        </p>
      )}
      <AllKept />
    </article>
  );
}
