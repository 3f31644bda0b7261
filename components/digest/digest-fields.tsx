import { type Cadence, type Content, lengths, weekdays } from "@/server/digest/schema";
import { hourName, weekdayName } from "@/server/digest/when-words";
import { Choice } from "../forms/choice";
import { Field } from "../forms/field";
import { GroupError } from "../forms/group-error";
import { Select } from "../forms/select";

export interface DigestSettings {
  cadence: Cadence;
  weekdays: number[];
  hour: number;
  zone: string;
  length: number;
  contents: Content[];
}

const CONTENTS: Record<Content, string> = {
  edition: "The best of the edition",
  topics: "Papers about the topics that I follow",
  teams: "What my teams upvoted and wrote about",
  collections: "What others add to collections that I follow",
  notes: "Notes and replies for me",
};

/** When the digest comes and what is in it. An address without an account only gets the edition. */
export function DigestFields(props: { settings: DigestSettings; hasAccount: boolean }) {
  const { settings, hasAccount } = props;
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">How often</legend>
        <Choice type="radio" name="cadence" value="daily" checked={settings.cadence === "daily"}>
          On these days
        </Choice>
        <div className="digest-days">
          <input type="hidden" name="weekdays.none" value="" />
          {weekdays.map((day) => (
            <Choice
              key={day}
              className="topic-choice"
              name={`weekdays.${day}`}
              checked={settings.weekdays.includes(day)}
            >
              <abbr title={weekdayName(day)}>{weekdayName(day).slice(0, 3)}</abbr>
            </Choice>
          ))}
        </div>
        <GroupError name="weekdays" />
        <Choice type="radio" name="cadence" value="weekly" checked={settings.cadence === "weekly"}>
          Once a week
        </Choice>
        <div className="max-w-[12rem] ps-[1.8rem]">
          <Select name="weekday" label="On" defaultValue={String(settings.weekdays[0] ?? 1)}>
            {weekdays.map((day) => (
              <option key={day} value={day}>
                {weekdayName(day)}
              </option>
            ))}
          </Select>
        </div>
      </fieldset>
      <div className="digest-when">
        <Select name="hour" label="At" defaultValue={String(settings.hour)}>
          {Array.from({ length: 24 }, (_, hour) => (
            <option key={hourName(hour)} value={hour}>
              {hourName(hour)}
            </option>
          ))}
        </Select>
        <Field
          name="zone"
          label="Time zone"
          defaultValue={settings.zone}
          autoComplete="off"
          spellCheck={false}
          hint="Like Europe/Berlin or America/New_York."
        />
      </div>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">How long</legend>
        {lengths.map((length) => (
          <Choice
            key={length}
            type="radio"
            name="length"
            value={String(length)}
            checked={settings.length === length}
          >
            At most {length} papers
          </Choice>
        ))}
      </fieldset>
      {hasAccount && (
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">What is in it</legend>
          <input type="hidden" name="contents.none" value="" />
          {Object.entries(CONTENTS).map(([content, label]) => (
            <Choice
              key={content}
              name={`contents.${content}`}
              checked={settings.contents.includes(content as Content)}
            >
              {label}
            </Choice>
          ))}
          <GroupError name="contents" />
        </fieldset>
      )}
    </>
  );
}
