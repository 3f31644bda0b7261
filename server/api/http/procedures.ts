import type { IncomingMessage, ServerResponse } from "node:http";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { getHTTPStatusCode } from "@trpc/server/http";
import { getErrorShape } from "@trpc/server/shared";
import type { Context } from "../../platform/context";
import { log } from "../../platform/log";
import { endpoint, procedureOptions } from "../procedures";
import { requestContext } from "../request";
import { appRouter } from "../root";
import { compressed } from "./compressed";
import { isStream, streamCounter } from "./streams";

const refusedStream = streamCounter();

type Kind = "query" | "mutation" | "subscription";

/** A procedure, as the router calls it. */
interface Procedure {
  (call: {
    path: string;
    ctx: Context;
    type: Kind;
    getRawInput: () => Promise<unknown>;
    signal: undefined;
    batchIndex: number;
  }): Promise<unknown>;
  _def: { type: Kind };
}

const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

const procedureAt = (path: string) =>
  Object.hasOwn(procedures, path) ? procedures[path] : undefined;

const METHODS: Record<Kind, string[]> = {
  mutation: ["POST"],
  query: ["GET", "POST"],
  subscription: ["GET", "POST"],
};

const context = (request: IncomingMessage) =>
  requestContext((name) => request.headers[name]?.toString() ?? null);

/**
 * Answers a procedure call in the gateway. In development `app/api/trpc` does this; Next's router
 * would cost more than the procedure. Returns false for any other request.
 */
export function answerProcedure(request: IncomingMessage, response: ServerResponse): boolean {
  const [path = ""] = (request.url ?? "").split("?", 1);
  if (!path.startsWith(`${endpoint}/`)) return false;
  if (!isStream(path)) {
    answerCalls(request, response, path.slice(endpoint.length + 1)).catch((err) => {
      log().error({ err }, "a call was not answered");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  } else if (!refusedStream(response)) {
    nodeHTTPRequestHandler({
      ...procedureOptions,
      req: request,
      res: response,
      path: path.slice(endpoint.length + 1),
      createContext: () => context(request),
    });
  }
  return true;
}

/** What became of a call. */
type Outcome = { data: unknown } | { error: TRPCError; path?: string; type: Kind | "unknown" };

/**
 * Answers a call, or several in one request, as tRPC's adapter does. That one makes a web request and
 * a web stream of each, which costs more than most calls.
 */
async function answerCalls(request: IncomingMessage, response: ServerResponse, path: string) {
  if (request.method === "HEAD") {
    response.writeHead(204).end();
    return;
  }
  const search = (request.url ?? "").slice(endpoint.length + 1 + path.length);
  const query = new URLSearchParams(search);
  const isBatch = query.get("batch") === "1";
  let outcomes: Outcome[];
  let isAlone = !isBatch;
  try {
    const paths = pathsOf(path, isBatch);
    outcomes = await outcomesOf(request, paths, inputsOf(request, query, isBatch));
  } catch (cause) {
    outcomes = [{ error: getTRPCErrorFromUnknown(cause), type: "unknown" }];
    isAlone = true;
  }
  const answers = outcomes.map(answerOf);
  const errors = outcomes.flatMap((outcome) => ("error" in outcome ? outcome.error : []));
  const { body, headers } = await compressed(
    request,
    JSON.stringify(isAlone ? answers[0] : answers),
  );
  response.writeHead(getHTTPStatusCode(answers as never), {
    ...procedureOptions.responseMeta({ errors }).headers,
    ...headers,
    "content-type": "application/json",
    "content-length": body.length,
  });
  response.end(body);
}

function answerOf(outcome: Outcome) {
  if ("data" in outcome) return { result: { data: outcome.data } };
  const { error, path, type } = outcome;
  const { _config: config } = appRouter._def;
  return { error: getErrorShape({ config, error, path, type, ctx: undefined, input: undefined }) };
}

const badRequest = (message: string, cause?: unknown) =>
  new TRPCError({ code: "BAD_REQUEST", message, cause });

/** The procedures that are called, as they are written in the URL. */
function pathsOf(path: string, isBatch: boolean): string[] {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch (cause) {
    throw badRequest(`Invalid URL-encoding in path "${path}"`, cause);
  }
  const paths = isBatch ? decoded.split(",") : [decoded];
  if (paths.length > procedureOptions.maxBatchSize) {
    throw badRequest("Batch call exceeds maximum size");
  }
  const types = new Set(paths.flatMap((each) => procedureAt(each)?._def.type ?? []));
  if (types.size > 1) {
    throw badRequest(`Cannot mix procedure types in call: ${[...types].join(", ")}`);
  }
  return paths;
}

type Inputs = () => Promise<Record<number, unknown>>;

/** Reads the inputs of the calls by their place, once, when the first procedure asks for its own. */
function inputsOf(request: IncomingMessage, query: URLSearchParams, isBatch: boolean): Inputs {
  const read = async (): Promise<Record<number, unknown>> => {
    const isInUrl = request.method === "GET";
    let given: unknown;
    try {
      const text = isInUrl ? query.get("input") || null : await bodyOf(request);
      given = text === null ? undefined : JSON.parse(text);
    } catch (cause) {
      throw badRequest((cause as Error).message, cause);
    }
    if (!isBatch) return { 0: given };
    if (given === undefined) return {};
    if (typeof given === "object" && given !== null && !Array.isArray(given)) {
      return given as Record<number, unknown>;
    }
    throw badRequest('"input" needs to be an object when doing a batch call');
  };
  let inputs: ReturnType<typeof read> | undefined;
  return () => {
    inputs ??= read();
    return inputs;
  };
}

/** The body: the gateway has refused one that is too long. */
function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const left = () => reject(new Error("The client has left."));
    if (request.destroyed) return left();
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => resolve(new TextDecoder().decode(Buffer.concat(chunks))))
      .on("error", reject)
      .on("close", left);
  });
}

async function outcomesOf(
  request: IncomingMessage,
  paths: string[],
  inputs: Inputs,
): Promise<Outcome[]> {
  const made = await context(request).then(
    (ctx) => ({ ctx }),
    (error: unknown) => ({ error }),
  );
  return Promise.all(
    paths.map(async (path, batchIndex): Promise<Outcome> => {
      const procedure = procedureAt(path);
      const type = procedure?._def.type ?? "unknown";
      try {
        if (!procedure || type === "unknown") {
          const message = `No procedure found on path "${path}"`;
          throw new TRPCError({ code: "NOT_FOUND", message });
        }
        const { method = "" } = request;
        if (!METHODS[type].includes(method)) {
          const message = `Unsupported ${method}-request to ${type} procedure at path "${path}"`;
          throw new TRPCError({ code: "METHOD_NOT_SUPPORTED", message });
        }
        if (type === "subscription") throw badRequest("Cannot batch subscription calls");
        if ("error" in made) throw made.error;
        const getRawInput = async () => (await inputs())[batchIndex];
        const { ctx } = made;
        const data = await procedure({
          path,
          ctx,
          type,
          getRawInput,
          signal: undefined,
          batchIndex,
        });
        return { data };
      } catch (cause) {
        return { error: getTRPCErrorFromUnknown(cause), path, type };
      }
    }),
  );
}
