"use client";

import type { Color } from "@/server/annotations/schema";
import { COLORS, keepColor } from "./color";
import { Swatch } from "./swatch";

/** The color of a highlight. The choice is remembered. */
export function ColorField(props: { color: Color; onChoose: (color: Color) => void }) {
  return (
    <fieldset className="colors">
      <legend className="sr-only">Color</legend>
      {COLORS.map(([color, name]) => (
        <label key={color}>
          <input
            type="radio"
            name="color"
            aria-label={name}
            checked={props.color === color}
            onChange={() => {
              keepColor(color);
              props.onChoose(color);
            }}
          />
          <Swatch color={color} />
        </label>
      ))}
    </fieldset>
  );
}
