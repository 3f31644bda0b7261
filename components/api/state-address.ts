/**
 * The URL of the reader's state for these papers. The cached page preloads it and the script
 * requests it again: the browser shares one fetch only if the URLs are identical.
 */
export const stateAddress = (paperIds: number[]) =>
  `/api/trpc/viewer.state?input=${encodeURIComponent(JSON.stringify({ paperIds }))}`;
