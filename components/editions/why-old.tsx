import type { RouterOutputs } from "@/server/api/root";

export type Outlook = RouterOutputs["sources"]["outlook"];

interface Props {
  outlook: Outlook;
  /** Where it is: phones have room for it only after the papers. */
  at: "head" | "end";
}

/** Why the newest edition is not today's, and when newer papers may come. Shown where it is old. */
export function WhyOld({ outlook: { state, name, next }, at }: Props) {
  const again = next && ` ${state === "unasked" ? "It is asked" : "It is asked again"} ${next}.`;
  return (
    <p className="why-old" data-at={at}>
      {state === "off" && "Nothing newer has been imported, and no source is asked for papers."}
      {state === "unasked" && `Newer papers come from ${name} in the background.`}
      {state === "failed" && `${name} could not be asked for newer papers.`}
      {state === "answered" && `${name} has given nothing newer.`}
      {again}
    </p>
  );
}
