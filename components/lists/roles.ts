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

/** "You are an editor here." */
export function myRole(role: ListRole): string {
  const article = role === "editor" ? "an" : "a";
  return `You are ${article} ${role} here`;
}

export const roles = Object.keys(roleNames) as ListRole[];
