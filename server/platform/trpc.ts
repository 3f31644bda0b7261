import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import { StaleWriteError } from "./conflict";
import type { Context, UserContext } from "./context";
import { AppError, unavailability, violatedConstraint } from "./errors";
import { log } from "./log";
import { MADE_FOR_ANOTHER } from "./made-for";
import { countWrite } from "./rate-limits/writes";

const t = initTRPC.context<Context>().create({
  sse: {
    // keeps proxies from closing a quiet stream, and detects a dead one
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  errorFormatter({ shape, error }) {
    const cause = error.cause;
    const { stack: _stack, ...data } = shape.data;
    return {
      ...shape,
      message: cause instanceof ZodError ? describe(cause) : shape.message,
      data: {
        ...data,
        field:
          cause instanceof AppError
            ? cause.field
            : cause instanceof ZodError
              ? cause.issues[0]?.path.join(".")
              : undefined,
        now: cause instanceof StaleWriteError ? cause.now : undefined,
      },
    };
  },
});

/** One sentence that names the first invalid field. */
export function describe(error: ZodError): string {
  const flat = z.flattenError(error);
  const [field, messages] = Object.entries(flat.fieldErrors)[0] ?? [];
  const message = (messages as string[] | undefined)?.[0] ?? flat.formErrors[0] ?? "is not valid";
  return field ? `${field}: ${message}` : message;
}

/** An error as a reader may see it: refusals unchanged, unexpected errors logged and masked. */
export function presentable(thrown: unknown, at: { requestId: string; path: string }): TRPCError {
  const error = getTRPCErrorFromUnknown(thrown);
  const cause = error.cause;
  if (cause instanceof AppError) {
    return new TRPCError({ code: cause.code, message: cause.message, cause });
  }
  const unavailable = unavailability(error);
  if (unavailable) {
    return new TRPCError({ code: "SERVICE_UNAVAILABLE", message: unavailable.message });
  }
  if (error.code !== "INTERNAL_SERVER_ERROR") return error;
  if (violatedConstraint(error)?.endsWith("_users_id_fk")) {
    const message = "An account that this was about has just been deleted. Please reload the page.";
    return new TRPCError({ code: "NOT_FOUND", message });
  }
  log().error({ ...at, err: cause ?? error }, "procedure failed");
  return new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: `Something went wrong on our side and nothing was changed. Please try again; if it happens again, tell your administrator the number ${at.requestId}.`,
  });
}

const refusals = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (!result.ok) throw presentable(result.error, { requestId: ctx.requestId, path });
  return result;
});

/** Converts a stream's errors, which come long after its procedure has returned. */
export async function* refusing<T>(ctx: Context, path: string, stream: AsyncIterable<T>) {
  try {
    yield* stream;
  } catch (error) {
    throw presentable(error, { requestId: ctx.requestId, path });
  }
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anyone may call it. */
export const publicProcedure = t.procedure.use(refusals);

/** Signed-in readers only; their writes are rate-limited. */
export const userProcedure = publicProcedure.use(async ({ ctx, path, type, next }) => {
  if (ctx.actor.kind !== "user") {
    throw new TRPCError({ code: "UNAUTHORIZED", message: "Please sign in first." });
  }
  if (ctx.madeFor !== undefined && ctx.madeFor !== ctx.actor.userId) {
    throw new TRPCError({ code: "PRECONDITION_FAILED", message: MADE_FOR_ANOTHER });
  }
  if (type === "mutation") await countWrite(path, ctx.actor.userId);
  return next({ ctx: ctx as UserContext });
});

/** Administrators of this installation only. */
export const adminProcedure = userProcedure.use(({ ctx, next }) => {
  if (ctx.actor.role !== "administrator") {
    throw new TRPCError({ code: "FORBIDDEN", message: "Only an administrator may do this." });
  }
  return next({ ctx });
});

/** Curators and administrators of this installation only. */
export const curatorProcedure = userProcedure.use(({ ctx, next }) => {
  if (ctx.actor.role === "reader") {
    throw new TRPCError({ code: "FORBIDDEN", message: "Only a curator may do this." });
  }
  return next({ ctx });
});
