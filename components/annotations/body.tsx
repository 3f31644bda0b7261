/** Addresses in what somebody wrote; what ends a sentence is no part of them. */
const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}])/;

/** What somebody wrote: plain text in its own direction, its line breaks kept, addresses linked. */
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
