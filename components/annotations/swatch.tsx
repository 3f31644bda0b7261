import type { Color } from "@/server/annotations/schema";
import type { Look } from "./color";

/** A letter, drawn by CSS, as it looks in a highlight of this color. Its name is said beside it. */
export function Swatch({ color, look = "mine" }: { color: Color; look?: Look }) {
  return <span className="passage swatch" data-color={color} data-look={look} aria-hidden="true" />;
}
