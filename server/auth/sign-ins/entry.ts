import type { Context } from "../../platform/context";
import { AppError } from "../../platform/errors";
import * as limits from "../../platform/rate-limits/limits";
import { clear, refund, spend } from "../../platform/rate-limits/spend";
import { transaction } from "../../platform/transaction";
import { confirmsBySigningIn } from "../confirmation/queries";
import { acceptPasskey } from "../passkeys/mutations";
import type { Assertion } from "../passkeys/schema";
import { acceptCode, endOwedStep, oweSecondStep, STEP_TOO_LATE } from "../second-step/mutations";
import { needsSecondStep, type OwedStep, owedStep } from "../second-step/queries";
import { replaceSession, type Session } from "../sessions/mutations";
import { mustNotBeBlocked } from "../sessions/queries";
import { recordSignIn } from "./mutations";
import type { Way } from "./way";

/** Where a request comes from: all that mutations know about it. */
export interface Visitor {
  client: string;
  userAgent: string | null;
}

/** The result of a first step: a session, or the token of the required second step. */
export type Entry = { session: Session; secondStep: null } | { session: null; secondStep: string };

/**
 * Starts a session for a user who has proved who they are, or asks for the second step if one is
 * set up.
 */
export async function enter(
  ctx: Context,
  input: Way & Visitor & { user: { id: string; email: string } },
): Promise<Entry> {
  const { user, client, userAgent, ...way } = input;
  await mustNotBeBlocked(ctx, user.id);
  // a passkey is both factors: something one has, unlocked by something one knows or is
  if (way.way !== "passkey" && (await needsSecondStep(ctx, user.id))) {
    const secondStep = await oweSecondStep(ctx, { ...way, userId: user.id });
    return { session: null, secondStep };
  }
  const here = `${user.email} ${client}`;
  await clear(ctx, limits.knownPlace, here);
  await spend(ctx, limits.knownPlace, here);
  return { session: await begin(ctx, { ...way, userId: user.id, userAgent }), secondStep: null };
}

/** Starts the session of a completed sign-in. */
async function begin(
  ctx: Context,
  input: Way & { userId: string; userAgent: string | null; byPasskey?: boolean },
): Promise<Session> {
  const { byPasskey = false, ...signIn } = input;
  await recordSignIn(ctx, signIn);
  const { userId, userAgent, way } = signIn;
  const confirmed =
    byPasskey ||
    way === "password" ||
    way === "passkey" ||
    (await confirmsBySigningIn(ctx, userId));
  return replaceSession(ctx, { userId, userAgent, confirmed });
}

/** Signs in with only a passkey, which identifies its owner. */
export async function signInByPasskey(
  ctx: Context,
  { response, userAgent, client }: Visitor & { response: Assertion },
): Promise<Session> {
  await spend(ctx, limits.signInFrom, client);
  const session = await transaction(ctx, async (tx) => {
    const userId = await acceptPasskey(tx, { response, purpose: "sign in", subject: "" });
    return begin(tx, { way: "passkey", userId, userAgent });
  });
  await refund(ctx, limits.signInFrom, client);
  return session;
}

type SecondStep = { code: string } | { passkey: Assertion };

const WRONG = "This code is wrong or was already used. Wait for the next one, or try another.";

/**
 * Takes the second step with a code or passkey, and starts the session. Records a wrong answer
 * among the reader's sign-ins, as somebody has passed the first step.
 */
export async function passSecondStep(
  ctx: Context,
  input: Visitor & { token: string | undefined; answer: SecondStep },
): Promise<Session> {
  const { token, answer, client, userAgent } = input;
  const owed = await owedStep(ctx, token);
  if (!token || !owed) throw new AppError("NOT_FOUND", STEP_TOO_LATE);
  const { userId, ...way } = wayOf(owed);
  const here = `${userId} ${client}`;
  await spend(ctx, limits.secondStepHere, here);
  await spend(ctx, limits.secondStepOf, userId);
  try {
    const session = await transaction(ctx, async (tx) => {
      await answered(tx, owed, answer);
      await endOwedStep(tx, token);
      return begin(tx, { ...way, userId, userAgent, byPasskey: "passkey" in answer });
    });
    await clear(ctx, limits.secondStepHere, here);
    return session;
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHORIZED") {
      await recordSignIn(ctx, { ...way, userId, userAgent, refused: true });
    }
    throw error;
  }
}

const wayOf = ({ userId, way, provider }: OwedStep): Way & { userId: string } =>
  way === "provider" ? { userId, way, provider: provider ?? "" } : { userId, way };

async function answered(ctx: Context, { userId, tokenHash }: OwedStep, answer: SecondStep) {
  if ("passkey" in answer) {
    const { passkey: response } = answer;
    await acceptPasskey(ctx, { response, purpose: "second step", subject: tokenHash, userId });
  } else if (!(await acceptCode(ctx, userId, answer.code))) {
    throw new AppError("UNAUTHORIZED", WRONG, "code");
  }
}
