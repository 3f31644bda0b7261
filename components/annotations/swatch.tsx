import type { Color } from "@/server/annotations/schema";

/** A letter, drawn by CSS, as it looks in a highlight of this color. Its name is said beside it. */
export function Swatch({ color }: { color: Color }) {
  return <span className="passage swatch" data-color={color} aria-hidden="true" />;
}
