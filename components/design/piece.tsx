import type { ReactNode } from "react";

/** A piece with its name; `states` names what is drawn in it, in that order. */
export function Piece({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="design-piece" data-piece={name}>
      <h3 className="design-name">{name}</h3>
      <div className="design-shown">{children}</div>
    </div>
  );
}

/** One state of a piece, named below it. */
export function State({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="design-state">
      <div>{children}</div>
      <p>{name}</p>
    </div>
  );
}
