import { StartError } from "@/db/start-error";
import { report } from "@/server/digest/mutations";
import { reportsInput } from "@/server/digest/schema";
import { openDatabase, settings, systemContext } from "./database";
import { say } from "./setup.mjs";

const HELP = `npm run mail-report -- bounce|complaint EMAIL …

Reports addresses to which mail cannot be delivered, or whose owners complained about it. Three
bounces or one complaint end the digest of an address.
`;

export async function main(args: string[]): Promise<number> {
  const [type, ...emails] = args;
  if ((type !== "bounce" && type !== "complaint") || emails.length === 0) {
    say(HELP);
    return args.includes("--help") || args.includes("-h") ? 0 : 1;
  }
  const input = reportsInput.safeParse({ events: emails.map((email) => ({ type, email })) });
  if (!input.success) {
    const [issue] = input.error.issues;
    const at = Number(issue?.path[1] ?? 0);
    throw new StartError(`${emails[at]} is no email address.`);
  }
  const database = await openDatabase(settings());
  const { db, end } = database.connect({ max: 1, name: "broadsheet mail report" });
  try {
    const { known } = await report(systemContext(db), input.data);
    say(`Addresses reported: ${emails.length}, of which the digest knows ${known}.`);
    return 0;
  } finally {
    await end();
    await database.close();
  }
}
