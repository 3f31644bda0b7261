import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { databaseUrl } from "../support/app";
import { newAccount, signUp } from "./support";

/** Opens the database under test, to create what pages cannot create quickly. */
export async function inDatabase<T>(
  use: (sql: postgres.Sql) => Promise<T>,
  folder = process.env.E2E_DATA,
): Promise<T> {
  if (!folder) throw new Error("Set E2E_DATA to the data folder of the server at BASE_URL.");
  const sql = postgres(await databaseUrl(folder), { max: 1, onnotice: () => {} });
  try {
    return await use(sql);
  } finally {
    await sql.end();
  }
}

/** Makes the account an administrator, as only another administrator could. */
export const promote = (email: string) =>
  inDatabase((sql) => sql`update users set role = 'administrator' where email = ${email}`);

/** Ends the ten minutes in which the account counts as confirmed. */
export const forgetConfirmation = (email: string) =>
  inDatabase(
    (sql) => sql`update sessions set confirmed_at = null
      where user_id = (select id from users where email = ${email})`,
  );

interface Person {
  page: Page;
  name: string;
  role: "owner" | "member";
}

/**
 * A collection of a new team, with these people signed in on their pages. It contains this many
 * papers of the sample, added by the first of them.
 */
export async function collectionOf(people: Person[], papers: number) {
  const emails: string[] = [];
  for (const { page, name } of people) emails.push((await signUp(page, newAccount(name))).email);
  const listId = randomUUID();
  const team = `lab-${listId.slice(0, 8)}`;
  await inDatabase((sql) =>
    sql.begin(async (tx) => {
      const users = await tx`
        select users.id from unnest(${emails}::text[]) with ordinality as given(email, at)
          join users on users.email = given.email order by given.at`;
      const [made] = await tx`
        insert into teams (slug, name) values (${team}, 'Vision Lab') returning id`;
      const members = users.map(({ id }, index) => ({
        team_id: made?.id,
        user_id: id,
        role: people[index]?.role ?? "member",
      }));
      await tx`insert into team_members ${tx(members)}`;
      await tx`
        insert into lists (id, owner_team_id, name, description, visibility)
        values (${listId}, ${made?.id}, 'Reading group', 'One paper a week, on Fridays.', 'team')`;
      await tx`
        insert into list_items (list_id, paper_id, position, added_by)
        select ${listId}, id, 'a' || lpad(row_number() over (order by id)::text, 5, '0') || 'V',
          ${users[0]?.id}
        from (select id from papers order by id limit ${papers}) as chosen`;
    }),
  );
  return { listId, team, address: `/lists/${listId}` };
}
