import { z } from "zod";
import { uuid } from "../ids";

export const endSessionInput = z.strictObject({ id: uuid() });
