/**
 * What administrators do that is logged, each with the words that the log shows after their name;
 * `…` is the account that it was done to.
 */
export const acts = {
  "account.promote": "made … an administrator",
  "account.curate": "made … a curator",
  "account.demote": "made … a reader again",
  "account.block": "blocked …",
  "account.unblock": "unblocked …",
  "account.end-sessions": "signed … out everywhere",
  "account.reset-link": "made a link to reset the password of …",
  "account.second-step": "turned off the second step of …",
  "account.delete": "deleted the account of …",
  "moderation.hide": "hid a note of …",
  "moderation.restore": "restored a note of …",
  "moderation.dismiss": "dismissed a report about …",
  "moderation.warn": "warned …",
  "installation.settings": "changed the installation",
  "papers.import": "imported papers from a file",
  "sources.on": "turned a source on",
  "sources.off": "turned a source off",
  "sources.add-category": "added a category of arXiv",
  "sources.remove-category": "removed a category of arXiv",
  "jobs.run": "ran a background task by hand",
  "jobs.retry": "tried a failed job again",
  "jobs.discard": "deleted a failed job",
  "edition.arrange": "changed the order of an edition",
  "edition.move": "moved a paper to another edition",
  "edition.remove": "removed a paper from an edition",
  "edition.readmit": "put a removed paper back into its edition",
  "edition.accept": "accepted a submission",
  "edition.decline": "declined a submission",
  "edition.fetch": "had a day fetched again",
  "mail.read": "read a message that was kept",
  "mail.read-of": "read a message that was kept for …",
} as const;

export type Act = keyof typeof acts;
