"use client";

import { useEffect, useState } from "react";
import { onDemand } from "../ui/on-demand";

const OfferedTitles = onDemand(() => import("./offered-titles"));

/** Offers papers while somebody types into a search field; loads when the field gets the focus. */
export function Offer({ field }: { field: string }) {
  const [element, setElement] = useState<HTMLInputElement | null>(null);
  useEffect(() => {
    const input = document.getElementById(field) as HTMLInputElement | null;
    const begin = () => setElement(input);
    if (document.activeElement === input) begin();
    input?.addEventListener("focus", begin);
    return () => input?.removeEventListener("focus", begin);
  }, [field]);
  return element && <OfferedTitles field={element} />;
}
