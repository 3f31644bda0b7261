import { type ReactNode, useId } from "react";

/** A section of the settings, with its heading. */
export function Section(props: {
  /** For links to it. */
  id?: string;
  title: string;
  about?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section id={props.id} aria-labelledby={id} className="grid gap-4">
      <div className="grid gap-1 border-b border-line pb-2">
        <h2 id={id} className="section-title">
          {props.title}
        </h2>
        {props.about && <p className="text-soft">{props.about}</p>}
      </div>
      {props.children}
    </section>
  );
}
