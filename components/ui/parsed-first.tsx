/**
 * Holds the first paint back until the parser has come to the element with this id. Without it a
 * browser that paints in the middle of a page lets what it has shown move when the rest comes.
 */
export function ParsedFirst({ id }: { id: string }) {
  return <link rel="expect" href={`#${id}`} blocking="render" />;
}
