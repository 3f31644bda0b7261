import { z } from "zod";
import { slug } from "../access/schema";
import { paperId, paperIds } from "../papers/schema";

export const stateInput = z.strictObject({ paperIds });

/** The team whose view it is, if the reader has chosen one. */
export const railInput = z.strictObject({ team: slug.optional() });

/** The paper whose page it is, and the team that the reader has chosen. */
export const teamReadInput = z.strictObject({ paperId, team: slug.optional() });
