import { displayFont } from "../editions/display-font";
import { Colors } from "./colors";
import { Controls } from "./controls";
import "./design.css";
import { Forms } from "./forms";
import { NotePieces } from "./note-pieces";
import { Over } from "./over";
import { People } from "./people";
import { Piece } from "./piece";
import { Rows } from "./rows";
import { SCHEMES, type Scheme } from "./samples";
import { Type } from "./type";

/** Every piece of the visual system in all its states, first light, then dark. */
export function DesignView() {
  return (
    <main className={`design ${displayFont.variable}`}>
      <div className="sheet">
        <h1 className="front-title">Design</h1>
        <p className="credit">Every piece of the visual system, in its states and both themes.</p>
      </div>
      {SCHEMES.map((scheme) => (
        <Theme key={scheme} scheme={scheme} />
      ))}
    </main>
  );
}

function Theme({ scheme }: { scheme: Scheme }) {
  return (
    <section className="design-theme" data-scheme={scheme} aria-labelledby={`design-${scheme}`}>
      <div className="sheet">
        <h2 id={`design-${scheme}`} className="page-title">
          {scheme === "light" ? "Light" : "Dark"}
        </h2>
        <Piece name="Color">
          <Colors />
        </Piece>
        <Piece name="Type">
          <Type />
        </Piece>
        <Controls />
        <Forms />
        <People scheme={scheme} />
        <Rows scheme={scheme} />
        <NotePieces scheme={scheme} />
        <Over scheme={scheme} />
      </div>
    </section>
  );
}
