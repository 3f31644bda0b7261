import { StartError } from "@/db/start-error";
import { linkInput } from "@/server/auth/schema";
import type { Context } from "@/server/platform/context";
import { AppError } from "@/server/platform/errors";
import { openDatabase, settings, systemContext } from "./database";

/**
 * Runs a command on one account, given by its email address. `run` returns the text to print; its
 * refusals are printed without a stack.
 */
export function accountCommand(
  name: string,
  about: string,
  run: (ctx: Context, input: { email: string }) => Promise<string>,
) {
  return async (args: string[]): Promise<number> => {
    if (args.length !== 1 || args[0]?.startsWith("-")) {
      console.log(`npm run ${name} -- EMAIL\n\n${about}\n`);
      return args.includes("--help") || args.includes("-h") ? 0 : 1;
    }
    const input = linkInput.safeParse({ email: args[0] });
    if (!input.success) throw new StartError(`${args[0]} is no email address.`);
    const database = await openDatabase(settings());
    const { db, end } = database.connect({ max: 1, name: `broadsheet ${name}` });
    try {
      console.log(await run(systemContext(db), input.data));
      return 0;
    } catch (error) {
      if (error instanceof AppError) throw new StartError(error.message);
      throw error;
    } finally {
      await end();
      await database.close();
    }
  };
}
