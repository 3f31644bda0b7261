import { z } from "zod";
import { paperIds } from "../papers/schema";

export const stateInput = z.strictObject({ paperIds });
