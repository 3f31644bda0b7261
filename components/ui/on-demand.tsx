"use client";

import { type ComponentType, useEffect, useState } from "react";

/**
 * A component that is loaded when first shown, or earlier by `ready` or `ahead`. Not with `lazy`:
 * React delays revealing it in place of an empty fallback by a third of a second.
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
  /** For the button that shows it: loads when the pointer or the focus reaches it. */
  return Object.assign(OnDemand, { ready, ahead: { onPointerEnter: ahead, onFocus: ahead } });
}
