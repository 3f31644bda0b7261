import { usePathname, useSearchParams } from "next/navigation";

/** What React asks of a server action when it writes the form for browsers without scripts. */
interface Described {
  $$FORM_ACTION?: (prefix: string) => { action?: string };
}

/**
 * Has a form without scripts posted to the page's own address. React writes none (`action=""`), which
 * means the same to browsers and is not allowed in HTML.
 */
export function useOwnAddress<Action>(action: Action): Action {
  const query = useSearchParams().toString();
  const address = usePathname() + (query && `?${query}`);
  const described = action as Action & Described;
  const describe = described.$$FORM_ACTION;
  // there is such a function on the server only, on one that is made for each rendering
  if (describe) described.$$FORM_ACTION = (prefix) => ({ ...describe(prefix), action: address });
  return action;
}
