import type { Color } from "@/server/annotations/schema";

/** A letter as it looks in a highlight of this color. What it stands for is said beside it. */
export function Swatch({ color }: { color: Color }) {
  return (
    <span className="passage swatch" data-color={color} aria-hidden="true">
      a
    </span>
  );
}
