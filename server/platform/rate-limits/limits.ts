import type { Limit } from "./spend";

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** Guesses at one account from one address. */
export const signInHere: Limit = { name: "sign-in here", points: 10, seconds: 15 * MINUTES };

/** Guesses from one address at any account: a whole laboratory may share one. */
export const signInFrom: Limit = { name: "sign-in from", points: 100, seconds: 15 * MINUTES };

/**
 * Guesses at one account from everywhere. Not applied where the account was signed in to recently
 * (`knownPlace`): a stranger cannot lock the owner out.
 */
export const signInTo: Limit = { name: "sign-in to", points: 100, seconds: HOURS };

export const knownPlace: Limit = { name: "known place", points: 1, seconds: 60 * 24 * HOURS };

export const signUpFrom: Limit = { name: "sign-up from", points: 120, seconds: HOURS };
export const signUpAs: Limit = { name: "sign-up as", points: 10, seconds: HOURS };

/** Requested messages: password resets and sign-in links. */
export const mailFrom: Limit = { name: "mail from", points: 40, seconds: HOURS };
export const mailTo: Limit = { name: "mail to", points: 5, seconds: HOURS };

/** Attempts to use links that were mailed or shown. */
export const linkFrom: Limit = { name: "link from", points: 60, seconds: HOURS };

/** Attempts to confirm a signed-in reader's identity. */
export const confirmation: Limit = { name: "password", points: 10, seconds: 15 * MINUTES };

/** Password changes of one account: each takes a hash, and a message reports it. */
export const changePassword: Limit = { name: "change password", points: 20, seconds: HOURS };

/** Guesses at the second step of one account, from one address and from everywhere. */
export const secondStepHere: Limit = { name: "step here", points: 10, seconds: 15 * MINUTES };
export const secondStepOf: Limit = { name: "step of", points: 100, seconds: HOURS };

/** Each change invalidates every cached page. */
export const rename: Limit = { name: "rename", points: 10, seconds: HOURS };

/** Creating a team reveals whether an address is taken. */
export const createTeam: Limit = { name: "create team", points: 30, seconds: HOURS };

/** Invitations made or sent again by one reader. */
export const invite: Limit = { name: "invite", points: 120, seconds: HOURS };

/** Invitations mailed to one address, by any sender. */
export const inviteTo: Limit = { name: "invite to", points: 10, seconds: HOURS };

/** Papers submitted by one reader. */
export const submit: Limit = {
  name: "submit",
  points: 200,
  seconds: 24 * HOURS,
  said: "At most 200 papers a day.",
};
/** Confirmations of the digest mailed to one address: beyond it nothing is sent, and nothing said. */
export const digestTo: Limit = { name: "digest to", points: 1, seconds: 6 * HOURS };
