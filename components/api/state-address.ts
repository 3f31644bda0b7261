/**
 * Where what is the reader's own about these papers is read from. The cached page asks for it
 * early and the script asks again: only the same address, to the character, is fetched once.
 */
export const stateAddress = (paperIds: number[]) =>
  `/api/trpc/viewer.state?input=${encodeURIComponent(JSON.stringify({ paperIds }))}`;
