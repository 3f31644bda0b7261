"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { run } from "../api/command";
import { Answering, type FormAction, SharedForm, useAnswer } from "../forms/action-form";
import { Field } from "../forms/field";
import { Submit } from "../forms/submit";
import { readKey } from "../keyboard/read-key";
import { papersIn } from "../papers/names";
import { toast } from "../ui/toast";
import { removeTag, setMany } from "./set-many";
import { addressOf, type Shown } from "./shown";

interface Props {
  tag: string;
  shown: Shown;
  rename: FormAction;
}

/** Renames the tag that the library is filtered by, or removes it from all papers. */
export function TagManager({ tag, shown, rename }: Props) {
  const router = useRouter();
  const [renaming, setRenaming] = useState(false);

  async function remove() {
    const removed = await run(removeTag, { tag });
    if (!removed) return;
    router.push(addressOf({ ...shown, tag: undefined }), { scroll: false });
    const { paperIds } = removed;
    const undo = async () => {
      await run(setMany, { paperIds, addTags: [tag] });
      router.refresh();
    };
    toast({
      text: `“${tag}” was removed from ${papersIn(paperIds.length)}.`,
      action: { label: "Undo", run: undo },
    });
  }

  return (
    <div className="tag-manager scripted-only">
      {renaming ? (
        <Answering action={rename}>
          <RenameTag tag={tag} shown={shown} close={() => setRenaming(false)} />
        </Answering>
      ) : (
        <>
          <span>
            Tag <bdi>{tag}</bdi>
          </span>
          <button type="button" className="btn btn-quiet" onClick={() => setRenaming(true)}>
            Rename<span className="sr-only"> this tag</span>
          </button>
          <button type="button" className="btn btn-quiet" onClick={remove}>
            Remove from all papers
          </button>
        </>
      )}
    </div>
  );
}

function RenameTag({ tag, shown, close }: Omit<Props, "rename"> & { close: () => void }) {
  const { state } = useAnswer();
  const router = useRouter();
  const fault = state.refusal ?? state.errors.tag;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for an answer
  useEffect(() => {
    const to = state.values.to?.trim();
    if (!state.done) return;
    toast({ text: state.done });
    if (to === tag) close();
    else router.push(addressOf({ ...shown, tag: to }), { scroll: false });
  }, [state]);

  return (
    <SharedForm className="rename-tag">
      {fault && (
        <p role="alert" className="notice">
          {fault}
        </p>
      )}
      <input type="hidden" name="tag" value={tag} />
      <Field
        name="to"
        label="New name of the tag"
        // it takes the place of what was pressed
        autoFocus
        maxLength={60}
        defaultValue={tag}
        onKeyDown={(event) => readKey(event.nativeEvent) === "Escape" && close()}
      />
      <Submit className="btn">Rename</Submit>
    </SharedForm>
  );
}
