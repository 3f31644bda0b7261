"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { dropIntentOutside, hasIntent } from "../api/intents";
import { marked, marksOfReader } from "../api/marks";
import { hasLeft } from "../api/outbox";
import { forgetTab, onSignOutElsewhere } from "../api/personal-storage";
import { isAsked, loadState, useReader, useShownReader } from "../api/store";
import { onDemand } from "../ui/on-demand";
import { ParsedFirst } from "../ui/parsed-first";
import { PopoverBox, usePopover } from "../ui/popover";

const AccountMenu = onDemand(() => import("./account-menu"));

/** What goes on with what earlier pages began. */
const beginAgain = () => Promise.all([import("../api/replay"), import("./commands")]);

/** The reader's corner of the masthead: the ways in for a stranger, and for a reader their face. */
export function Account({ canSignUp }: { canSignUp: boolean }) {
  const reader = useReader();
  const path = usePathname();

  useEffect(() => {
    // a page without papers has not asked who reads it
    const timer = setTimeout(() => isAsked() || loadState([]), 0);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    if (hasLeft()) beginAgain().then(([replay, list]) => replay.replayOutbox(list.commands));
  }, []);

  useEffect(() => {
    // who can change things has what it takes at hand before the first press
    if (reader) import("../api/client");
    if (reader && hasIntent()) {
      beginAgain().then(([replay, list]) => replay.resumeIntent(list.commands));
    }
  }, [reader]);

  useEffect(() => {
    if (reader === null) dropIntentOutside(path);
  }, [reader, path]);

  useEffect(() => onSignOutElsewhere(forgetTab), []);

  return (
    <div className="account">
      <SignIn canSignUp={canSignUp} />
      <Opener />
    </div>
  );
}

/**
 * Without scripts nobody lays over who reads: the same place then suits readers, whom it leads to
 * their settings, and strangers. The page of signing in finds out by itself where to lead back to.
 */
function SignIn({ canSignUp }: { canSignUp: boolean }) {
  return (
    <>
      <Link href="/sign-in" className="btn stranger-only scripted-only" prefetch={false}>
        Sign in
      </Link>
      {canSignUp && (
        <Link
          href="/sign-up"
          className="btn btn-solid sign-up stranger-only scripted-only"
          prefetch={false}
        >
          Create account
        </Link>
      )}
      <a href="/sign-in?account" className="btn unscripted-only">
        Your account
      </a>
    </>
  );
}

/** Opens the menu of the account. It is in every page, and seen where somebody is signed in. */
function Opener() {
  const menu = usePopover("box");
  const reader = useShownReader();
  const { account, face } = marksOfReader(reader);
  return (
    <div className="reader-only" id="account">
      <ParsedFirst id="account" />
      <button
        type="button"
        className="account-button"
        {...menu.button}
        {...AccountMenu.ahead}
        {...marked("account", account)}
      >
        <span className="avatar" aria-hidden="true" {...marked("face", face)} />
      </button>
      <PopoverBox popover={menu} label="Account">
        {menu.filled && reader && <AccountMenu reader={reader} />}
      </PopoverBox>
    </div>
  );
}
