import { adminProcedure, publicProcedure, router } from "../platform/trpc";
import { saveSettings } from "./mutations";
import { settings, shown } from "./queries";
import { settingsInput } from "./schema";

export const installationRouter = router({
  shown: publicProcedure.query(({ ctx }) => shown(ctx)),
  settings: adminProcedure.query(({ ctx }) => settings(ctx)),
  save: adminProcedure.input(settingsInput).mutation(({ ctx, input }) => saveSettings(ctx, input)),
});
