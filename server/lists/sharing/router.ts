import { publicProcedure, router, userProcedure } from "../../platform/trpc";
import { share, unshare } from "./mutations";
import { publicLink, sharedList } from "./queries";
import { linkInput, sharedInput, shareInput } from "./schema";

export const sharingRouter = router({
  link: userProcedure.input(linkInput).query(({ ctx, input }) => publicLink(ctx, input)),
  share: userProcedure.input(shareInput).mutation(({ ctx, input }) => share(ctx, input)),
  unshare: userProcedure.input(linkInput).mutation(({ ctx, input }) => unshare(ctx, input)),
  read: publicProcedure.input(sharedInput).query(({ ctx, input }) => sharedList(ctx, input)),
});
