"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import { notePageReader } from "./page-reader";

const MadeForContext = createContext<string | undefined>(undefined);

/** The account that the page around was made for; its forms name it, with or without scripts. */
export const useMadeFor = () => useContext(MadeForContext);

/** Says for which account what is within was made; undefined for a stranger. */
export function MadeFor({ account, children }: { account?: string; children: ReactNode }) {
  useEffect(() => {
    if (account) notePageReader(account);
  }, [account]);
  return <MadeForContext value={account}>{children}</MadeForContext>;
}
