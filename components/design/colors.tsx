"use client";

import { useEffect, useRef, useState } from "react";

type Pair = [ink: string, on: string, least: number];

/** Text, and the least contrast that the visual system promises for it. */
const TEXTS: Pair[] = [
  ["ink", "paper", 7],
  ["ink", "wash", 7],
  ["ink", "raised", 7],
  ["ink", "hot", 7],
  ["soft", "paper", 5.46],
  ["soft", "wash", 5.46],
  ["soft", "raised", 5.46],
  ["soft", "hot", 5.46],
  ["accent", "paper", 5.46],
  ["accent", "wash", 5.46],
  ["paper", "accent", 5.46],
  ["paper", "ink", 7],
  ["warn", "paper", 5.46],
  ["warn", "raised", 5.46],
  ["ink", "mine", 7],
  ["ink", "shared", 7],
  ["ink", "blue", 7],
  ["ink", "rose", 7],
];

/** Lines that carry a meaning. */
const RULES: Pair[] = [
  ["edge", "paper", 3],
  ["edge", "raised", 3],
  ["mine-rule", "paper", 3],
  ["shared-rule", "paper", 3],
  ["blue-rule", "paper", 3],
  ["rose-rule", "paper", 3],
  ["accent", "paper", 3],
  ["line", "paper", 1.2],
];

/** Every pair of colors in use, with the contrast that this browser draws. */
export function Colors() {
  return (
    <>
      <ul className="design-colors">
        {TEXTS.map((pair) => (
          <Swatch key={pair.join()} pair={pair} />
        ))}
      </ul>
      <ul className="design-colors">
        {RULES.map((pair) => (
          <Swatch key={pair.join()} pair={pair} isRule />
        ))}
      </ul>
    </>
  );
}

function Swatch({ pair: [ink, on, least], isRule }: { pair: Pair; isRule?: boolean }) {
  const box = useRef<HTMLLIElement>(null);
  const [ratio, setRatio] = useState<number | null>(null);
  useEffect(() => {
    const mark = box.current?.querySelector("[data-ink]");
    if (!box.current || !mark) return;
    const { backgroundColor: under } = getComputedStyle(box.current);
    const { color } = getComputedStyle(mark);
    setRatio(contrast(channels(color), channels(under)));
  }, []);
  const isShort = ratio !== null && ratio < least;
  return (
    <li ref={box} data-on={on} data-contrast={ratio?.toFixed(1)} data-short={isShort || undefined}>
      <span data-ink={ink} data-rule={isRule}>
        {isRule ? <span className="sr-only">A line</span> : "Aa 123"}
      </span>
      <p>
        {ink} on {on}
        {ratio !== null && ` · ${ratio.toFixed(1)}`}
        {isShort && ` · less than ${least}`}
      </p>
    </li>
  );
}

/** The channels of a computed color, `rgb(253, 252, 249)`. */
const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

/** Contrast as WCAG 2 defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
function contrast(one: number[], other: number[]): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: number[]): number {
  const [r = 0, g = 0, b = 0] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
