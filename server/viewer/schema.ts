import { z } from "zod";
import { slug } from "../access/schema";
import { paperIds } from "../papers/schema";

export const stateInput = z.strictObject({ paperIds });

/** The team whose view it is, if the reader has chosen one. */
export const railInput = z.strictObject({ team: slug.optional() });
