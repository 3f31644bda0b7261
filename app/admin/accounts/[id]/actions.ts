"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { confirmFirst } from "@/app/confirmed-forms";
import { act, formAction, formActions } from "@/app/form-action";
import { leaveNotice } from "@/app/visitor";

export const roleAction = formAction((api) => api.adminAccounts.setRole, {
  signIn: "/admin/accounts",
  first: confirmFirst,
  answer(_, { input }) {
    refresh();
    return {
      values: {},
      done: `Now ${input.role === "administrator" ? "an" : "a"} ${input.role}.`,
    };
  },
});

export const accessAction = formActions(
  {
    block: act((api) => api.adminAccounts.setBlocked, {
      given: { blocked: true },
      answer() {
        refresh();
        return { done: "Blocked, and signed out everywhere." };
      },
    }),
    unblock: act((api) => api.adminAccounts.setBlocked, {
      given: { blocked: false },
      answer() {
        refresh();
        return { done: "No longer blocked." };
      },
    }),
    endSessions: act((api) => api.adminAccounts.endSessions, {
      answer() {
        refresh();
        return { done: "Signed out everywhere." };
      },
    }),
  },
  { signIn: "/admin/accounts" },
);

export const resetLinkAction = formAction((api) => api.adminAccounts.resetLink, {
  signIn: "/admin/accounts",
  first: confirmFirst,
  answer({ link }) {
    refresh();
    return { values: {}, link, done: "Pass on this link. It is shown only now." };
  },
});

export const secondStepAction = formAction((api) => api.adminAccounts.turnOffSecondStep, {
  signIn: "/admin/accounts",
  first: confirmFirst,
  answer() {
    refresh();
    return { values: {}, done: "Turned off, and signed out everywhere." };
  },
});

export const deleteAction = formAction((api) => api.adminAccounts.delete, {
  signIn: "/admin/accounts",
  first: confirmFirst,
  async answer(_, { input }) {
    await leaveNotice(`The account of ${input.email} is deleted.`);
    redirect("/admin/accounts?deleted");
  },
});
