"use client";

import { type ComponentType, useEffect, useState } from "react";

/**
 * A component that is loaded when it is first shown, or sooner by `ready` or `ahead`. It is no `lazy` one: what
 * React reveals in place of an empty fallback it holds back for a third of a second.
 */
export function onDemand<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  let loaded: ComponentType<P> | null = null;
  const ready = async () => {
    loaded ??= (await load()).default;
  };

  function OnDemand(props: P) {
    const [Part, setPart] = useState(() => loaded);
    useEffect(() => {
      const fail = (error: unknown) =>
        setPart(() => {
          throw error;
        });
      if (!Part) ready().then(() => setPart(() => loaded), fail);
    }, [Part]);
    return Part && <Part {...props} />;
  }
  const ahead = () => void ready().catch(() => {});
  /** For the button that shows it: it loads while the pointer comes, or the focus. */
  return Object.assign(OnDemand, { ready, ahead: { onPointerEnter: ahead, onFocus: ahead } });
}
