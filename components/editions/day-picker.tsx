import { Popover } from "../ui/popover";

interface Props {
  /** The URL below which editions are. */
  base: string;
  /** The day that is open. */
  around: string;
}

/** Opens the edition of any day, or the nearest one. Works without scripts. */
export function DayPicker({ base, around }: Props) {
  return (
    <div className="day-picker">
      <Popover
        kind="box"
        button={
          <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
            <path d="M1.5 3.5h13v11h-13zM1.5 7h13M5 1v4M11 1v4" />
          </svg>
        }
        buttonLabel="Go to a day"
        buttonClass="day"
        label="Go to a day"
      >
        <form method="get" action={`${base}/date`} className="day-picker-form">
          <label>
            <span>Day</span>
            <input className="field" type="date" name="day" defaultValue={around} required />
          </label>
          <button type="submit" className="btn btn-solid">
            Open
          </button>
          <p>If there was no edition, the one before it opens.</p>
        </form>
      </Popover>
    </div>
  );
}
