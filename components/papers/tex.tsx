import "server-only";
import { runsOf } from "@/server/papers/runs";
import { Runs } from "./runs";

/** A title or abstract with its math typeset on the server. */
export const Tex = ({ source }: { source: string }) => <Runs runs={runsOf(source)} />;
