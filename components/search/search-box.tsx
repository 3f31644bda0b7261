import { Offer } from "./offer";

/**
 * Search by words, a name, or an arXiv id or URL. A plain form, so it needs no scripts; with them it
 * offers papers while one types.
 */
export function SearchBox({ id, value, hint }: { id: string; value?: string; hint?: boolean }) {
  return (
    <search className="search-box">
      <form action="/search">
        <label className="sr-only" htmlFor={id}>
          Search papers
        </label>
        <input
          className={hint ? "field field-hinted" : "field"}
          id={id}
          type="search"
          name="q"
          placeholder="Search papers"
          defaultValue={value}
          maxLength={300}
          autoComplete="off"
          enterKeyHint="search"
        />
        {hint && (
          <span className="key search-hint" aria-hidden="true">
            /
          </span>
        )}
      </form>
      <Offer field={id} />
    </search>
  );
}
