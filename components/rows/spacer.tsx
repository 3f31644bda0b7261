"use client";

import { useLayoutEffect, useRef } from "react";

/** Empty height, set by script, as pages' policy allows no style attributes. */
export function Spacer({ height }: { height: number }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.style.height = `${height}px`;
  }, [height]);
  return <div ref={box} aria-hidden="true" />;
}
