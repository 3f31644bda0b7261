/** Between tags, also as Chinese and Arabic keyboards write it. */
const COMMA = /[,，،]/u;

/** The tags in what was typed: commas separate them. */
export const typedTags = (text: string): string[] => [
  ...new Set(
    text
      .split(COMMA)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];
