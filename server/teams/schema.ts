import { z } from "zod";
import { teamRoles } from "../access/policy";
import { slug } from "../access/schema";
import { uuid } from "../platform/ids";
import { line, lines } from "../platform/text";

const teamId = uuid("must be the id of a team");

export const userId = uuid("must be the id of a member");

const FORM = "Please use 2 to 40 small letters a–z and digits, with single hyphens between them.";

const address = z
  .string(FORM)
  .max(200, FORM)
  .trim()
  .toLowerCase()
  .refine((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text), FORM)
  .refine((text) => text.length >= 2 && text.length <= 40, FORM);

const name = line("the team’s name", 120);

const description = lines("the description", 2_000);

/** If empty, the address is made from the name. */
const suggestible = z.union([z.literal("").transform(() => null), address]);

/** The client creates `id`, so that a retry does not create a second team. */
export const createInput = z.strictObject({
  id: teamId,
  name,
  slug: suggestible.default(null),
  description: description.default(""),
});

/** `updatedAt` is what the reader saw, so that a change made elsewhere since is not overwritten. */
export const editInput = z.strictObject({
  teamId,
  name,
  slug: address,
  description,
  updatedAt: z.iso.datetime("must be a time, written 2025-03-13T09:00:00Z"),
});

export const teamRole = z.enum(teamRoles, "must be member, admin or owner");

export const readInput = z.strictObject({ slug });

export const teamInput = z.strictObject({ teamId });

export const memberInput = z.strictObject({ teamId, userId });

export const transferInput = memberInput.extend({ userId: uuid("Please choose the new owner.") });

export const setRoleInput = z.strictObject({ teamId, userId, role: teamRole });
