import { z } from "zod";

export const paperId = z.int().positive().max(2_147_483_647);

export const paperIds = z.array(paperId).max(200);
