import { type Message, siteUrl } from "./send";

// All of them begin with the installation’s name (`site`), by which readers know it.

const unasked = "If you did not ask for this, you can ignore this email.";

export const confirmAddress = (
  site: string,
  to: string,
  token: string,
  callbackUrl = "/",
): Message => ({
  to,
  subject: "Confirm your address",
  paragraphs: [`Someone, hopefully you, wants to create an account on ${site} with this address.`],
  link: {
    label: "Confirm the address",
    url: siteUrl(`/sign-up/confirm/${token}?${new URLSearchParams({ callbackUrl })}`),
  },
  after: ["The link works once, within a day.", unasked],
  needsDelivery: true,
});

export const alreadyHere = (site: string, to: string): Message => ({
  to,
  subject: "You already have an account",
  paragraphs: [
    `Someone, hopefully you, wanted to create an account on ${site} with this address. There is one already: sign in with it, or set a new password if you have forgotten yours.`,
  ],
  link: { label: "Sign in", url: siteUrl("/sign-in") },
  after: [unasked],
});

export const resetPassword = (site: string, to: string, token: string): Message => ({
  to,
  subject: "Set a new password",
  paragraphs: [`Someone, hopefully you, asked to set a new password on ${site}.`],
  link: { label: "Set a new password", url: siteUrl(`/reset-password/${token}`) },
  after: ["The link works once, within an hour.", unasked],
});

export const passwordChanged = (site: string, to: string): Message => ({
  to,
  subject: "Your password was changed",
  paragraphs: [`Your ${site} password was changed, and every other browser was signed out.`],
  link: { label: "Set another password", url: siteUrl("/reset-password") },
  after: ["If this was not you, set another password now."],
});

export const securityChanged = (site: string, to: string, what: string): Message => ({
  to,
  subject: "The way you sign in was changed",
  paragraphs: [`The way you sign in to ${site} was changed: ${what}`],
  link: { label: "Open your settings", url: siteUrl("/settings/security") },
  after: ["If this was not you, set another password now and sign every other browser out."],
});

export const confirmationCode = (site: string, to: string, code: string): Message => ({
  to,
  subject: `Your code for ${site}`,
  paragraphs: [`The code ${code} confirms that it is you, on ${site}.`],
  after: ["It works once, within ten minutes.", unasked],
  needsDelivery: true,
});

export const signInLink = (site: string, to: string, query: URLSearchParams): Message => ({
  to,
  subject: `Sign in to ${site}`,
  paragraphs: [`Here is your link to sign in to ${site}.`],
  link: { label: "Sign in", url: siteUrl(`/sign-in/link?${query}`) },
  after: ["The link works once, within an hour.", unasked],
});

export const invitation = (site: string, to: string, inviter: string, token: string): Message => ({
  to,
  subject: `${inviter} invites you to ${site}`,
  paragraphs: [
    `${inviter} invites you to read with them on ${site}, the daily paper for people who read papers.`,
  ],
  link: { label: "Create an account", url: siteUrl(`/sign-up?invitation=${token}`) },
  after: ["The link works once, within a week."],
});

export const teamInvitation = (
  site: string,
  to: string,
  { inviter, what, path, days }: { inviter: string; what: string; path: string; days: number },
): Message => ({
  to,
  subject: `${inviter} invites you to ${what}`,
  paragraphs: [
    `${inviter} invites you to ${what} on ${site}, the daily paper for people who read papers.`,
  ],
  link: { label: "See the invitation", url: siteUrl(path) },
  after: [
    `The link works once, for this address, within ${days === 1 ? "a day" : `${days} days`}.`,
    "If you do not know who sent it, you can ignore this email.",
  ],
  about: "invitation",
});

export const confirmDigest = (
  site: string,
  to: string,
  token: string,
  needsDelivery: boolean,
): Message => ({
  to,
  subject: "Confirm that you want the papers by mail",
  paragraphs: [
    `Someone, hopefully you, asked to get the trending papers of ${site} by mail at this address.`,
  ],
  link: { label: "Confirm", url: siteUrl(`/digest/confirm/${token}`) },
  after: ["The link works within seven days. Until then no other mail comes.", unasked],
  needsDelivery,
});

export const digestAlready = (site: string, to: string, token: string): Message => ({
  to,
  subject: "You already get the papers by mail",
  paragraphs: [
    `Someone, hopefully you, asked to get the trending papers of ${site} by mail at this address. They come already.`,
  ],
  link: { label: "Change what you get, or stop it", url: siteUrl(`/digest/${token}`) },
  after: [unasked],
});
