"use client";

import { forgetOnSignOut } from "./personal-storage";

const OWNER = "owner";

/** The account that this document shows: the first that it learns of. */
let account: string | undefined;

/** The account that the page was made for, which every change names; undefined for a stranger's. */
export const pageAccount = () => account;

/**
 * Notes for which account the page, or a part of it, was made. Another one than before means that
 * somebody else has signed in in this browser: the page starts over as theirs.
 */
export function notePageAccount(id: string): void {
  if (account === undefined) {
    account = id;
    claimTab(id);
  } else if (account !== id) startOver();
}

/** Loads the page again for who is signed in now. What the tab kept was somebody else's. */
export function startOver(): void {
  forgetOnSignOut();
  location.reload();
}

/** What another account left in this tab, not sent or half written, is not this one's to send. */
function claimTab(id: string): void {
  try {
    const owner = sessionStorage.getItem(OWNER);
    if (owner !== null && owner !== id) sessionStorage.clear();
    sessionStorage.setItem(OWNER, id);
  } catch {}
}
