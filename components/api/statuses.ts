import type { Status } from "./store";

/** Reading statuses in the order of reading, as readers see them. */
export const statusNames: [Status, string][] = [
  ["to_read", "To read"],
  ["reading", "Reading"],
  ["read", "Read"],
];

export const statusName = (status: Status) =>
  statusNames.find(([each]) => each === status)?.[1] ?? "";
