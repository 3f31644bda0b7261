import Link from "next/link";
import type { CuratedDay } from "@/server/curation/queries";
import { longDate } from "../editions/dates";
import { ActionForm, type FormAction } from "../forms/action-form";
import { Submit } from "../forms/submit";

const toDay = (day: string) => `/admin/editions?day=${day}`;

/** Where else to go from a day, and what is written down of what is done here. */
export function CuratedDayHead({ day }: { day: CuratedDay }) {
  const { previous, next, feedDate } = day;
  return (
    <>
      Papers that you put first come first on this day, in your order. All that you do here is in
      the{" "}
      <Link className="link" href="/moderation" prefetch={false}>
        public log
      </Link>
      , without your name.{" "}
      <Link className="link" href={`/papers/date/${feedDate}`} prefetch={false}>
        See the edition
      </Link>
      {previous && (
        <>
          {" · "}
          <Link className="link" href={toDay(previous)} prefetch={false}>
            {longDate(previous)}
          </Link>
        </>
      )}
      {next && (
        <>
          {" · "}
          <Link className="link" href={toDay(next)} prefetch={false}>
            {longDate(next)}
          </Link>
        </>
      )}
    </>
  );
}

/** Goes to any day, with or without papers. */
export function DayForm({ feedDate }: { feedDate: string }) {
  return (
    <form action="/admin/editions" className="flex flex-wrap items-end gap-2.5">
      <label className="grid gap-1.5">
        <span className="font-medium">Another day</span>
        <input className="field" type="date" name="day" defaultValue={feedDate} required />
      </label>
      <button type="submit" className="btn">
        Go to it
      </button>
    </form>
  );
}

/** Has a day fetched from its source again. */
export function FetchForm({ feedDate, action }: { feedDate: string; action: FormAction }) {
  return (
    <ActionForm action={action} className="grid gap-3">
      <input type="hidden" name="feedDate" value={feedDate} />
      <Submit className="btn justify-self-start">Fetch this day again from Hugging Face</Submit>
    </ActionForm>
  );
}
