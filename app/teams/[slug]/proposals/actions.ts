"use server";

import { refresh } from "next/cache";
import { act, formAction, formActions } from "@/app/form-action";
import { longDate } from "@/components/editions/dates";

const signIn = "/teams";

const printed = ({ printedOn }: { printedOn: string | null }, otherwise: string) => ({
  done: printedOn ? `It is in the team’s edition of ${longDate(printedOn)}.` : otherwise,
});

export const proposeAction = formAction((api) => api.proposals.propose, {
  signIn,
  answer(made) {
    refresh();
    return { values: {}, ...printed(made, "It is proposed. Your team sees it here.") };
  },
});

export const supportAction = formActions(
  {
    support: act((api) => api.proposals.support, {
      given: { supports: true },
      answer(row) {
        refresh();
        return printed(row, "You support it.");
      },
    }),
    withdraw: act((api) => api.proposals.support, {
      given: { supports: false },
      answer() {
        refresh();
        return { done: "You no longer support it." };
      },
    }),
  },
  { signIn },
);

export const vetoAction = formActions(
  {
    veto: act((api) => api.proposals.veto, {
      answer() {
        refresh();
        return { done: "It is vetoed. Your team reads why." };
      },
    }),
    lift: act((api) => api.proposals.liftVeto, {
      answer(row) {
        refresh();
        return printed(row, "The veto is lifted.");
      },
    }),
  },
  { signIn },
);

export const thresholdAction = formAction((api) => api.proposals.setThreshold, {
  signIn,
  fields: { threshold: (text) => (text ? Number(text) : Number.NaN) },
  answer() {
    refresh();
    return { done: "Saved.", values: {} };
  },
});
