"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { call, reasonOf } from "../api/call";
import { run } from "../api/command";
import { readKey } from "../keyboard/read-key";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { setMany } from "./set-many";
import { addressOf, type Shown } from "./shown";

/** Renames the tag by which the library is narrowed, or takes it off everything. */
export function TagManager({ tag, shown }: { tag: string; shown: Shown }) {
  const router = useRouter();
  const [name, setName] = useState<string | null>(null);

  async function rename(event: FormEvent) {
    event.preventDefault();
    const to = name?.trim();
    if (!to || to === tag) return setName(null);
    try {
      await call((api) => api.library.renameTag.mutate({ tag, to }));
      router.push(addressOf({ ...shown, tag: to }), { scroll: false });
      toast({ text: `“${tag}” is now “${to}”.` });
    } catch (error) {
      toast({ text: `The tag was not renamed. ${reasonOf(error)}` });
    }
  }

  async function remove() {
    try {
      const { paperIds } = await call((api) => api.library.removeTag.mutate({ tag }));
      router.push(addressOf({ ...shown, tag: undefined }), { scroll: false });
      const undo = async () => {
        await run(setMany, { paperIds, addTags: [tag] });
        router.refresh();
      };
      toast({
        text: `“${tag}” was removed from ${papersIn(paperIds.length)}.`,
        action: { label: "Undo", run: undo },
      });
    } catch (error) {
      toast({ text: `The tag was not removed. ${reasonOf(error)}` });
    }
  }

  return (
    <form className="tag-manager scripted-only" onSubmit={rename}>
      {name === null ? (
        <>
          <span>
            Tag <bdi>{tag}</bdi>
          </span>
          <button type="button" className="btn btn-quiet" onClick={() => setName(tag)}>
            Rename<span className="sr-only"> this tag</span>
          </button>
          <button type="button" className="btn btn-quiet" onClick={remove}>
            Remove from all papers
          </button>
        </>
      ) : (
        <>
          <input
            className="field"
            aria-label="New name of the tag"
            // biome-ignore lint/a11y/noAutofocus: it takes the place of what was pressed
            autoFocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => readKey(event.nativeEvent) === "Escape" && setName(null)}
          />
          {/* another one than the button before: that one would send the form while it is pressed */}
          <button key="send" type="submit" className="btn">
            Rename
          </button>
        </>
      )}
    </form>
  );
}
