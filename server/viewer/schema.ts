import { z } from "zod";
import { paperIds } from "../papers/schema";

export const mineInput = z.strictObject({ paperIds });
