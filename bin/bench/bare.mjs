// The least that a node:http server can do: the same bytes and type for every request.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [file = "", encoding = ""] = process.argv.slice(2);
const body = readFileSync(file);
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-length": body.length,
  ...(encoding && { "content-encoding": encoding }),
};

process.on("disconnect", () => process.exit());

const server = createServer((_, response) => response.writeHead(200, headers).end(body));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" ? address?.port : 0);
});
