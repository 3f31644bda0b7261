import { z } from "zod";
import { uuid } from "../../platform/ids";

export const endSessionInput = z.strictObject({ id: uuid() });
