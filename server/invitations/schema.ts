import { z } from "zod";
import { listRoles } from "../access/policy";
import { email } from "../platform/email-address";
import { uuid } from "../platform/ids";
import { teamRole } from "../teams/schema";
import { addresses } from "./addresses";

/** If empty, anyone with the link can use the invitation. */
const forAddress = z.union([z.literal("").transform(() => null), email]);

export const inviteInput = z.strictObject({ email: forAddress });

const id = uuid("must be the id of an invitation");
const teamId = uuid("must be the id of a team");
const listId = uuid("must be the id of a list");

/** How many people may use one link. */
const mostUses = z.coerce
  .number("Please enter a number of people.")
  .int("Please enter a whole number of people.")
  .min(1, "At least one person must be able to use it.")
  .max(100, "At most 100 people can use one link: make another one for more.")
  .default(1);

const days = z.coerce
  .number("Please choose for how many days it is open.")
  .int("Please choose a whole number of days.")
  .min(1, "Please choose at least one day.")
  .max(30, "Please choose at most 30 days.")
  .default(7);

const toTeam = {
  teamId,
  role: teamRole.default("member"),
  /** The collection that a new member lands on. */
  listId: z.union([z.literal("").transform(() => undefined), listId]).optional(),
  days,
};

/** An invitation to one address is for one person, whatever `mostUses` says. */
export const teamInviteInput = z.strictObject({ ...toTeam, email: forAddress, mostUses });

export const teamInvitesInput = z.strictObject({ ...toTeam, emails: addresses });

export const guestInviteInput = z.strictObject({
  listId,
  email: forAddress,
  role: z
    .enum(listRoles, "must be viewer, commenter, contributor, editor or manager")
    .default("viewer"),
  mostUses,
  days,
});

export const ofTeamInput = z.strictObject({ teamId });

export const ofListInput = z.strictObject({ listId });

export const invitationInput = z.strictObject({ id });

export const tokenInput = z.strictObject({ token: z.string().max(100) });
