"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  Fragment,
  type ReactNode,
  startTransition,
  useContext,
  useOptimistic,
} from "react";
import { call, reasonOf } from "../session/call";
import { toast } from "../ui/toast";
import { type Move, reorder } from "./reorder";

const MoveItem = createContext<(paperId: number, to: Move) => void>(() => {});

/** Moves a paper within the list around it. */
export const useMoveItem = () => useContext(MoveItem);

interface Props {
  listId: string;
  rows: { paperId: number; row: ReactNode }[];
}

/** The papers of a list in the reader's own order, which shows a move before the server answers. */
export function OrderedRows({ listId, rows }: Props) {
  const router = useRouter();
  const [shown, show] = useOptimistic(rows);

  function move(paperId: number, to: Move) {
    startTransition(async () => {
      show((now) => reorder(now, (each) => each.paperId === paperId, to));
      try {
        await call((api) => api.lists.move.mutate({ listId, paperId, to }));
      } catch (error) {
        toast({ text: `The paper was not moved. ${reasonOf(error)}` });
      }
      startTransition(() => router.refresh());
    });
  }

  return (
    <MoveItem value={move}>
      {shown.map(({ paperId, row }) => (
        <Fragment key={paperId}>{row}</Fragment>
      ))}
    </MoveItem>
  );
}
