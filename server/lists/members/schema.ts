import { z } from "zod";
import { listRoles } from "../../access/policy";
import { uuid } from "../../platform/ids";
import { listId } from "../schema";

const role = z.enum(listRoles, "must be viewer, commenter, contributor, editor or manager");
const userId = uuid("must be the id of a person");

export const membersInput = z.strictObject({ listId });

export const setMemberInput = z.strictObject({ listId, userId, role });

export const memberInput = z.strictObject({ listId, userId });

/** What is left out stays as it is. */
export const openToInput = z.strictObject({
  listId,
  visibility: z.enum(["team", "people"], "must be team or people").optional(),
  memberRole: role.optional(),
});
