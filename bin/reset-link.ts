import { StartError } from "@/db/start-error";
import { linkInput } from "@/server/auth/schema";
import { AppError } from "@/server/errors";
import { makeResetLink } from "@/server/passwords/service";
import { openDatabase, settings, systemContext } from "./database";

const HELP = `npm run reset-link -- EMAIL

Prints a link with which the reader with this address can set a new password: once, within an hour.
`;

export async function main(args: string[]): Promise<number> {
  if (args.length !== 1 || args[0]?.startsWith("-")) {
    console.log(HELP);
    return args.includes("--help") || args.includes("-h") ? 0 : 1;
  }
  const input = linkInput.safeParse({ email: args[0] });
  if (!input.success) throw new StartError(`${args[0]} is no email address.`);
  const database = await openDatabase(settings());
  const { db, end } = database.connect({ max: 1, name: "broadsheet reset-link" });
  try {
    console.log(await makeResetLink(systemContext(db), input.data));
    return 0;
  } catch (error) {
    if (error instanceof AppError) throw new StartError(error.message);
    throw error;
  } finally {
    await end();
    await database.close();
  }
}
