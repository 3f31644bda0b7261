import type { ReactNode } from "react";
import type { FormAction } from "../forms/action-form";
import { RestoreForm } from "./restore-form";

interface Removed {
  key: string;
  title: ReactNode;
  /** Further details, such as the list it was on or who removed it. */
  detail?: ReactNode;
  /** For how many more days it can be restored. */
  days: number;
  /** The fields that identify it to the action. */
  fields: Record<string, string | number>;
}

interface Props {
  title: string;
  removed: Removed[];
  /** Restores one, with or without scripts. */
  restore: FormAction;
}

/** Things in a trash, with the days left and a button to restore each. */
export function TrashRows({ title, removed, restore }: Props) {
  if (removed.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="trash-title">{title}</h2>
      <ul>
        {removed.map(({ key, title: name, detail, days, fields }) => (
          <li key={key} className="trash-row">
            <div className="min-w-0">
              <p className="trash-name" dir="auto">
                {name}
              </p>
              <p className="byline">
                {detail && <>{detail} · </>}
                {detail ? "deleted" : "Deleted"} for good in {days === 1 ? "a day" : `${days} days`}
              </p>
            </div>
            <RestoreForm restore={restore} fields={fields}>
              {name}
            </RestoreForm>
          </li>
        ))}
      </ul>
    </section>
  );
}
