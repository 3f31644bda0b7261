import { z } from "zod";
import { uuid } from "../../platform/ids";
import { sought } from "../../platform/text";

const userId = uuid("must be the id of an account");

/**
 * The first letters of a name, a last name or an address, and where the page before ended: the sort
 * key and the id of its last account.
 */
export const accountsInput = z.strictObject({
  find: z.string().max(300).transform(sought).default(""),
  after: z
    .string()
    .max(2_000)
    .regex(/^[0-9a-f-]{36}\.[\w-]*$/, "is no place in this list")
    .transform((text, context) => {
      const key = Buffer.from(text.slice(37), "base64url").toString();
      const id = uuid().safeParse(text.slice(0, 36));
      if (id.success && sought(key) === key) return { id: id.data, key };
      context.addIssue({ code: "custom", message: "is no place in this list" });
      return z.NEVER;
    })
    .optional(),
});

export const accountInput = z.strictObject({ userId });

export const setRoleInput = z.strictObject({
  userId,
  role: z.enum(["reader", "curator", "administrator"], "must be reader, curator or administrator"),
});

export const setBlockedInput = z.strictObject({ userId, blocked: z.boolean() });

/** The account's full email address is required, so that nobody does this by mistake. */
export const deleteInput = z.strictObject({
  userId,
  email: z.string().max(1000).default(""),
});
