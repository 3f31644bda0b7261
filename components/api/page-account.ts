"use client";

import { forgetTab, hasForgotten } from "./personal-storage";

const OWNER = "owner";

/** The account that this document shows: the first one it learns of. */
let account: string | undefined;

/** The account that the page was made for, which every change names; undefined for a stranger. */
export const pageAccount = () => account;

/**
 * Records the account that the page, or a part of it, was made for. If it differs from the one
 * before, somebody else has signed in in this browser: the page reloads for them.
 */
export function notePageAccount(id: string): void {
  if (account === undefined) {
    account = id;
    claimTab(id);
  } else if (account !== id) startOver();
}

/**
 * Reloads the page for the account that is signed in now. What the tab stored was somebody else's.
 */
export function startOver(): void {
  forgetTab();
  location.reload();
}

/** Clears drafts and pending changes that another account left in this tab. */
function claimTab(id: string): void {
  if (hasForgotten()) return;
  try {
    const owner = sessionStorage.getItem(OWNER);
    if (owner !== null && owner !== id) sessionStorage.clear();
    sessionStorage.setItem(OWNER, id);
  } catch {}
}
