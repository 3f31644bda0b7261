import type { Limit } from "./spend";

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** Guesses at one account from one place. */
export const signInHere: Limit = { name: "sign-in here", points: 10, seconds: 15 * MINUTES };

/** Guesses from one place at any account: a whole laboratory may share one address. */
export const signInFrom: Limit = { name: "sign-in from", points: 100, seconds: 15 * MINUTES };

/**
 * Guesses at one account from everywhere. It does not count where the account was signed in to
 * lately (`knownPlace`): a stranger cannot lock the owner out.
 */
export const signInTo: Limit = { name: "sign-in to", points: 100, seconds: HOURS };

export const knownPlace: Limit = { name: "known place", points: 1, seconds: 60 * 24 * HOURS };

export const signUpFrom: Limit = { name: "sign-up from", points: 120, seconds: HOURS };
export const signUpAs: Limit = { name: "sign-up as", points: 10, seconds: HOURS };

/** Letters asked for: a reset, a sign-in link. */
export const mailFrom: Limit = { name: "mail from", points: 40, seconds: HOURS };
export const mailTo: Limit = { name: "mail to", points: 5, seconds: HOURS };

/** Tries of links that were mailed or shown. */
export const linkFrom: Limit = { name: "link from", points: 60, seconds: HOURS };

/** Guesses at what confirms a signed-in reader. */
export const confirmation: Limit = { name: "password", points: 10, seconds: 15 * MINUTES };

/** New passwords tried for one account: each takes a hash, and a letter tells of it. */
export const changePassword: Limit = { name: "change password", points: 20, seconds: HOURS };

/** Guesses at the second step of one account, from one place and from everywhere. */
export const secondStepHere: Limit = { name: "step here", points: 10, seconds: 15 * MINUTES };
export const secondStepOf: Limit = { name: "step of", points: 100, seconds: HOURS };

/** Every cached page is rendered again after one. */
export const rename: Limit = { name: "rename", points: 10, seconds: HOURS };

/** Who makes a team is told whether an address is taken. */
export const createTeam: Limit = { name: "create team", points: 30, seconds: HOURS };

/** Invitations made or sent again by one reader. */
export const invite: Limit = { name: "invite", points: 120, seconds: HOURS };

/** Messages of invitation to one address, from any sender. */
export const inviteTo: Limit = { name: "invite to", points: 10, seconds: HOURS };
