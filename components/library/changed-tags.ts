const key = (tag: string) => tag.toLowerCase();

/** The resulting tags as the server will compute them, except for spelling. */
export function changedTags(
  tags: string[],
  { addTags = [], removeTags = [] }: { addTags?: string[]; removeTags?: string[] },
): string[] {
  const gone = new Set(removeTags.map(key));
  const held = new Set(tags.map(key));
  return [
    ...tags.filter((tag) => !gone.has(key(tag))),
    ...addTags.filter((tag) => !held.has(key(tag))),
  ];
}
