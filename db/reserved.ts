import type { Sql } from "postgres";
import { open } from "./open";

export interface Reserved {
  session: Sql;
  /** Closes the connection at once, whatever it does. */
  end: () => Promise<void>;
}

/**
 * One connection, for statements that belong together. Once it is lost every statement fails: the
 * driver would send the next one to a socket that is gone, and end the process.
 */
export async function reserve(url: string, name: string): Promise<Reserved> {
  let isLost = false;
  const pool = open(url, {
    max: 1,
    connection: { application_name: name },
    // without this query the driver never gives a connection that was asked for first
    fetch_types: true,
    onclose: () => {
      isLost = true;
    },
  });
  const end = () => pool.end({ timeout: 0 });
  const session = (await pool.reserve().catch(async (error) => {
    await end();
    throw error;
  })) as Sql;
  const requireOpen = () => {
    if (!isLost) return;
    const error = new Error("the connection was lost");
    throw Object.assign(error, { code: "CONNECTION_CLOSED" });
  };
  return {
    session: new Proxy(session, {
      apply(target, self, given) {
        requireOpen();
        return Reflect.apply(target, self, given);
      },
      get(target, key) {
        requireOpen();
        return Reflect.get(target, key);
      },
    }),
    end,
  };
}
