// The least that a node:http server on the same database can do. It runs the statements that the app
// runs for a call, or the transaction of a vote, and answers with their rows.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type postgres from "postgres";
import { connect } from "@/db/client";
import { hashToken } from "@/server/platform/token";
import { vote } from "./queries";
import type { Recording, Sent } from "./recorded";

/** What it is told once. */
interface Setting {
  url: string;
  connections: number;
  recordings: Recording[];
}

const keyOf = (path: string | undefined, cookie: string | undefined) => `${path} ${cookie}`;

const send = (sql: postgres.Sql, { text, values, plain }: Sent) => {
  const query = sql.unsafe(text, values as never[], { prepare: true });
  return plain ? query.values() : query;
};

async function replay(sql: postgres.Sql, groups: Sent[][]) {
  const answers: unknown[] = [];
  for (const group of groups) answers.push(await Promise.all(group.map((one) => send(sql, one))));
  return answers;
}

async function voted(sql: postgres.Sql, request: IncomingMessage) {
  const { paperId, voted } = (await json(request)) as { paperId: number; voted: boolean };
  const token = request.headers.cookie?.split("=", 2)[1] ?? "";
  await vote(sql, hashToken(token), paperId, voted);
  return { voted };
}

function serve({ url, connections, recordings }: Setting) {
  const known = new Map(
    recordings.map(({ path, headers, groups }) => [keyOf(path, headers.cookie), groups]),
  );
  const { pool } = connect(url, { max: connections, name: "bench bare" });
  const server = createServer(async (request, response) => {
    const groups = known.get(keyOf(request.url, request.headers.cookie));
    const answer = groups ? await replay(pool, groups) : await voted(pool, request);
    const body = Buffer.from(JSON.stringify(answer));
    response
      .writeHead(200, { "content-type": "application/json", "content-length": body.length })
      .end(body);
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
}

export async function main(): Promise<number> {
  process.on("disconnect", () => process.exit());
  process.once("message", serve);
  process.send?.("started");
  return 0;
}
