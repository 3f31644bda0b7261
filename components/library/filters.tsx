"use client";

import type { ReactNode } from "react";
import type { Shown } from "./shown";
import type { Facets } from "./use-facets";

/** All filters of the library, as fields of the surrounding form. */
export function Filters({ shown, facets }: { shown: Shown; facets: Facets }) {
  const { tags, categories, years, lists } = facets;
  return (
    <>
      <div className="tool tool-words">
        <label htmlFor="library-words">Words</label>
        <input
          id="library-words"
          type="search"
          name="q"
          className="field"
          defaultValue={shown.q}
          maxLength={300}
          placeholder="Title, authors, abstract"
        />
      </div>
      <Choice name="tag" label="Tag" value={shown.tag} known={tags.map(([name]) => name)}>
        {tags.map(([name, papers]) => (
          <option key={name} value={name}>
            {name} ({papers})
          </option>
        ))}
      </Choice>
      <Choice name="list" label="List" value={shown.list} known={lists.map(({ id }) => id)}>
        {lists.map(({ id, name, team }) => (
          <option key={id} value={id}>
            {team ? `${team}: ${name}` : name}
          </option>
        ))}
      </Choice>
      <Choice
        name="category"
        label="Category"
        value={shown.category}
        known={categories.map(([name]) => name)}
      >
        {categories.map(([name, papers]) => (
          <option key={name} value={name}>
            {name} ({papers})
          </option>
        ))}
      </Choice>
      <Choice
        name="year"
        label="Published in"
        value={shown.year?.toString()}
        known={years.map(([year]) => String(year))}
      >
        {years.map(([year, papers]) => (
          <option key={year} value={year}>
            {year} ({papers})
          </option>
        ))}
      </Choice>
      <div className="tool-checks">
        <Check name="favorite" label="Favorites" checked={shown.favorite === true} />
        <Check name="notes" label="With my notes" checked={shown.notes === true} />
      </div>
    </>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  known: string[];
  children: ReactNode;
}

/** A select; the value in the URL is always an option, however rare it is. */
function Choice({ name, label, value = "", known, children }: ChoiceProps) {
  return (
    <div className="tool">
      <label htmlFor={`library-${name}`}>{label}</label>
      <select id={`library-${name}`} name={name} className="field" defaultValue={value}>
        <option value="">Any</option>
        {value && !known.includes(value) && <option value={value}>{value}</option>}
        {children}
      </select>
    </div>
  );
}

function Check(props: { name: string; label: string; checked: boolean }) {
  return (
    <label className="tool-check">
      <input type="checkbox" name={props.name} value="1" defaultChecked={props.checked} />
      {props.label}
    </label>
  );
}
