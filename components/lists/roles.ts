import type { ListRole } from "@/server/access/policy";

/** The roles on a collection, as a word and as what they allow. */
export const roleNames: Record<ListRole, string> = {
  viewer: "Viewer",
  commenter: "Commenter",
  contributor: "Contributor",
  editor: "Editor",
  manager: "Manager",
};

export const roleDeeds: Record<ListRole, string> = {
  viewer: "reads",
  commenter: "reads and discusses",
  contributor: "adds papers, and removes their own",
  editor: "adds, removes, orders and describes",
  manager: "does everything, including deciding who has access",
};

const mayDo: Record<ListRole, string> = {
  viewer: "may read and export",
  commenter: "may read and discuss",
  contributor: "may add papers, and remove your own",
  editor: "may add, remove, reorder and rename",
  manager: "may edit everything and decide who has access",
};

/** "You are an editor: you may add, remove, reorder and rename" */
export function myRole(role: ListRole): string {
  const article = role === "editor" ? "an" : "a";
  return `You are ${article} ${role}: you ${mayDo[role]}`;
}

export const roles = Object.keys(roleNames) as ListRole[];
