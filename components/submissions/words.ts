import { longDate } from "../editions/dates";

/** Which edition a submission of this moment is in, or that it waits. */
export const goesTo = ({ day, waits }: { day: string; waits: boolean }) =>
  waits
    ? "A curator looks at it first. Once it is accepted, it is in that day’s edition, with your name."
    : `It will be in the edition of ${longDate(day)}, with your name. A paper runs once.`;

/** "1 paper", "12 papers" */
export const papersCounted = (count: number) => `${count} ${count === 1 ? "paper" : "papers"}`;
