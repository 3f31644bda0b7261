"use client";

import Link from "next/link";
import { useEffect } from "react";
import { hasIntent } from "../api/intents";
import { hasLeft } from "../api/outbox";
import { isAsked, loadState, type Reader, useReader } from "../api/store";
import { Avatar } from "../ui/avatar";
import { onDemand } from "../ui/on-demand";
import { useMenu } from "../ui/use-menu";

const AccountMenu = onDemand(() => import("./account-menu"));

/** What goes on with what earlier pages began. */
const beginAgain = () => Promise.all([import("../api/replay"), import("./commands")]);

/** The reader's corner of the masthead: rendered as "Sign in", which is what a stranger keeps. */
export function Account() {
  const reader = useReader();

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

  return <div className="account">{reader ? <Opener reader={reader} /> : <SignIn />}</div>;
}

/**
 * Without scripts nobody lays over who reads: the same place then suits readers, whom it leads to
 * their settings, and strangers. The page of signing in finds out by itself where to lead back to.
 */
function SignIn() {
  return (
    <>
      <Link href="/sign-in" className="btn stranger-only scripted-only" prefetch={false}>
        Sign in
      </Link>
      <a href="/sign-in?account" className="btn unscripted-only">
        Your account
      </a>
    </>
  );
}

function Opener({ reader }: { reader: Reader }) {
  const { open, setOpen, close, box, button } = useMenu();
  return (
    <div ref={box}>
      <button
        ref={button}
        type="button"
        className="account-button"
        aria-expanded={open}
        aria-label={`Account of ${reader.name}`}
        {...AccountMenu.ahead}
        onClick={() => setOpen(!open)}
      >
        <Avatar name={reader.name} />
      </button>
      {open && <AccountMenu reader={reader} onChoose={close} />}
    </div>
  );
}
