/** URLs in a text, without punctuation at the end. */
const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}])/;

/**
 * A text by a reader: plain, in its own direction, with its line breaks, and with links for URLs.
 */
export function Body({ text }: { text: string }) {
  return (
    <div className="note-body" dir="auto">
      {text.split(ADDRESS).map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name
          <a key={index} className="link" href={part} rel="noopener noreferrer nofollow ugc">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
