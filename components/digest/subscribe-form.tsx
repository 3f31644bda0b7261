import { ZoneField } from "./zone-field";

/** Asks for the edition by mail. A plain form, as cached pages have it too. */
export function SubscribeForm({ id }: { id: string }) {
  return (
    <form method="post" action="/digest/subscribe" className="subscribe">
      <label htmlFor={id}>Email</label>
      <input
        id={id}
        className="field"
        type="email"
        name="email"
        autoComplete="email"
        required
        maxLength={254}
        aria-describedby={`${id}-hint`}
      />
      <ZoneField />
      <button type="submit" className="btn">
        Subscribe
      </button>
      <p id={`${id}-hint`} className="rail-hint">
        One mail on weekdays. You can stop with one press.
      </p>
    </form>
  );
}
