/** What is said once the reader follows this many topics. */
export function followed(count: number): string {
  if (count === 0) return "You follow no topics.";
  return `You follow ${count === 1 ? "1 topic" : `${count} topics`}.`;
}
