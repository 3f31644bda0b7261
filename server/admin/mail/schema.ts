import { z } from "zod";
import { uuid } from "../../platform/ids";

export const messageInput = z.strictObject({ id: uuid() });
