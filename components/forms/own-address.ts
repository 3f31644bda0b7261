import { usePathname, useSearchParams } from "next/navigation";

/** What React reads from a server action when it renders the form for browsers without scripts. */
interface Described {
  $$FORM_ACTION?: (prefix: string) => { action?: string };
}

/**
 * Posts a form without scripts to the page's own URL. React writes none (`action=""`), which means
 * the same to browsers but is invalid HTML.
 */
export function useOwnAddress<Action>(action: Action): Action {
  const query = useSearchParams().toString();
  const address = usePathname() + (query && `?${query}`);
  const described = action as Action & Described;
  const describe = described.$$FORM_ACTION;
  // only the server has this function, on an action created for each rendering
  if (describe) described.$$FORM_ACTION = (prefix) => ({ ...describe(prefix), action: address });
  return action;
}
