import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError, z } from "zod";
import type { Context, UserContext } from "./context";
import { AppError } from "./errors";
import { log } from "./log";

const t = initTRPC.context<Context>().create({
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
      },
    };
  },
});

/** One sentence that names the first field at fault. */
export function describe(error: ZodError): string {
  const flat = z.flattenError(error);
  const [field, messages] = Object.entries(flat.fieldErrors)[0] ?? [];
  const message = (messages as string[] | undefined)?.[0] ?? flat.formErrors[0] ?? "is not valid";
  return field ? `${field}: ${message}` : message;
}

/** Translates refusals, and logs and masks everything that nobody foresaw. */
const refusals = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof AppError) {
    throw new TRPCError({ code: cause.code, message: cause.message, cause });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    log().error({ requestId: ctx.requestId, path, err: cause ?? result.error }, "procedure failed");
    throw new TRPCError({
      code: "INTERNAL_SERVER_ERROR",
      message: `Something went wrong on our side and nothing was changed. Please try again; if it stays, tell your administrator the number ${ctx.requestId}.`,
    });
  }
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Anybody may call it. */
export const publicProcedure = t.procedure.use(refusals);

/** Signed-in readers only. */
export const userProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.actor.kind !== "user") {
    throw new TRPCError({ code: "UNAUTHORIZED", message: "Please sign in first." });
  }
  return next({ ctx: ctx as UserContext });
});

/** Administrators of this installation only. */
export const adminProcedure = userProcedure.use(({ ctx, next }) => {
  if (ctx.actor.role !== "administrator") {
    throw new TRPCError({ code: "FORBIDDEN", message: "Only an administrator may do this." });
  }
  return next({ ctx });
});
