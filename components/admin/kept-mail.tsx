import Link from "next/link";
import type { Kept, KeptMessage as Message } from "@/server/mail/queries";
import { Moment } from "../ui/moment";

/** The messages that were kept because no mail server is set. */
export function KeptMail({ messages, sendsMail }: Kept) {
  return (
    <>
      <div className="grid gap-2 py-5">
        <p>
          {sendsMail
            ? "Mail is sent through the server of SMTP_URL, and not kept here."
            : "SMTP_URL is not set, so digests and their confirmations are not sent but kept here: the newest 500, for two weeks. Their links work, so the log says who has read which. Sign-in links, password resets and mailed invitations are offered once there is a mail server."}
        </p>
        <p>
          <Link className="link" href="/settings/digest/preview" prefetch={false} target="_blank">
            See how a digest looks
          </Link>
        </p>
      </div>
      {messages.length > 0 && (
        <table className="admin-table">
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
      {messages.length === 0 && !sendsMail && <p className="pb-5 text-soft">Nothing yet.</p>}
    </>
  );
}

/** One kept message: its text, whose links are to be copied and not to be pressed by mistake. */
export function KeptMessage({ message }: { message: Message }) {
  const { id, at, to, subject, text, html } = message;
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
      <div className="kept-mail" dir="auto">
        {text}
      </div>
      {html && (
        <p>
          <a className="link" href={`/admin/mail/${id}/html`} target="_blank" rel="noreferrer">
            See it as mail programs show it
          </a>
        </p>
      )}
      <p>
        <Link className="link" href="/admin/mail" prefetch={false}>
          All kept mail
        </Link>
      </p>
    </article>
  );
}
