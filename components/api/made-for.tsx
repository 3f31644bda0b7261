"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { MADE_FOR } from "@/server/platform/made-for";
import { notePageAccount } from "./page-account";

const MadeForContext = createContext<string | undefined>(undefined);

/** Provides the account that its content was made for; undefined for a stranger. */
export function MadeFor({ account, children }: { account?: string; children: ReactNode }) {
  useEffect(() => {
    if (account) notePageAccount(account);
  }, [account]);
  return <MadeForContext value={account}>{children}</MadeForContext>;
}

/** In a form, names the account that the page was made for, with or without scripts. */
export function MadeForField() {
  const account = useContext(MadeForContext);
  return account && <input type="hidden" name={MADE_FOR} value={account} />;
}
