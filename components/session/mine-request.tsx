import { preload } from "react-dom";
import { mineAddress } from "./mine-address";
import { MineLoader } from "./mine-loader";

/**
 * Lays what is the reader's own over the papers of a page. One to a page, naming all its papers:
 * the browser starts the request with the document, long before the script runs.
 */
export function MineRequest({ paperIds }: { paperIds: number[] }) {
  preload(mineAddress(paperIds), { as: "fetch", crossOrigin: "anonymous" });
  return <MineLoader paperIds={paperIds} />;
}
