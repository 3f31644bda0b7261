import { publicProcedure, router, userProcedure } from "../../platform/trpc";
import { linkInput, sharedInput, shareInput } from "./schema";
import { publicLink, share, sharedList, unshare } from "./service";

export const sharingRouter = router({
  link: userProcedure.input(linkInput).query(({ ctx, input }) => publicLink(ctx, input)),
  share: userProcedure.input(shareInput).mutation(({ ctx, input }) => share(ctx, input)),
  unshare: userProcedure.input(linkInput).mutation(({ ctx, input }) => unshare(ctx, input)),
  read: publicProcedure.input(sharedInput).query(({ ctx, input }) => sharedList(ctx, input)),
});
