import type { listSessions } from "@/server/auth/sessions/queries";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";
import { Moment } from "../ui/moment";

/** The reader's signed-in browsers, with buttons to sign each out. */
export function Browsers(props: {
  browsers: Awaited<ReturnType<typeof listSessions>>;
  action: FormAction;
}) {
  return (
    <ActionForm action={props.action} className="grid gap-4">
      <input type="hidden" name="act" value="end" />
      <ul className="grid">
        {props.browsers.map((browser) => (
          <li key={browser.id} className="settings-row">
            <div>
              <p className="font-medium">
                {browser.browser}
                {browser.current && <span className="tag ms-2 font-normal">This browser</span>}
              </p>
              <p className="text-[0.87rem] text-soft">
                Signed in <Moment at={browser.createdAt} />, last seen{" "}
                {browser.current ? "now" : <Moment at={browser.lastSeenAt} />}
              </p>
            </div>
            {!browser.current && (
              <Submit className="btn" name="id" value={browser.id}>
                Sign out<span className="sr-only"> {browser.browser}</span>
              </Submit>
            )}
          </li>
        ))}
      </ul>
      {props.browsers.length > 1 && (
        <Submit className="btn justify-self-start" name="act" value="endOthers">
          Sign out all other browsers
        </Submit>
      )}
    </ActionForm>
  );
}
