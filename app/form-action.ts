import "server-only";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { type FormState, NOT_RETURNED, SHOWN } from "@/components/forms/form-state";
import { reader, signedIn } from "@/server/api/rsc";
import type { Actor } from "@/server/platform/context";
import { MADE_FOR, MADE_FOR_ANOTHER } from "@/server/platform/made-for";
import { answering, type FormAnswer } from "./form-answer";
import { forgetReader } from "./visitor";

type Caller = Awaited<ReturnType<typeof reader>>["caller"];

/** Selects the procedure that a form calls. */
type Procedure<Input, Output> = (api: Caller) => (input: Input) => Promise<Output>;

/** A submitted form: its text fields, and all of it. */
interface Sent {
  fields: Record<string, unknown>;
  form: FormData;
  actor: Actor;
  caller: Caller;
}

interface ActOptions<Input, Output> {
  /** How to read fields that the schema does not accept as text: a checkbox, a number. */
  fields?: { [Name in keyof Input]?: (text: string | undefined) => Input[Name] };
  /** Input that comes from the page and not from the form. */
  given?: Partial<Input>;
  /** Fields that belong to the other acts of the form. */
  ignores?: string[];
  /**
   * Whether fields are left out that are as the page showed them, according to the form's `Shown`
   * fields: what somebody else has saved since is then not undone.
   */
  onlyChanged?: boolean;
  /** What to show, or where to redirect, once it is done. */
  answer?: (output: Output, sent: Omit<Sent, "fields"> & { input: Input }) => FormAnswer;
}

interface FormOptions {
  /** The page to return to, if the form asks a stranger to sign in first. */
  signIn?: string;
  /** Runs before the act; if it returns something, that is the answer, and the act does not run. */
  first?: (sent: Omit<Sent, "fields">) => FormAnswer;
}

type Act = (sent: Sent) => FormAnswer;

/**
 * The server action of a form with one act: sends its fields to the procedure, whose own schema
 * parses them. Returns all refusals at once, each at its field, along with what was typed.
 */
export function formAction<Input, Output>(
  procedure: Procedure<Input, Output>,
  { signIn, first, ...options }: ActOptions<NoInfer<Input>, NoInfer<Output>> & FormOptions = {},
) {
  const only = act(procedure, options);
  return actionOf(() => only, { signIn, first });
}

/** The server action of a form with several acts; its field `act` selects one. */
export function formActions(acts: Record<string, Act>, options: FormOptions = {}) {
  return actionOf((name) => (Object.hasOwn(acts, name) ? acts[name] : undefined), options);
}

/** One act of a form. */
export function act<Input, Output>(
  procedure: Procedure<Input, Output>,
  {
    fields = {},
    given,
    ignores = [],
    onlyChanged = false,
    answer,
  }: ActOptions<NoInfer<Input>, NoInfer<Output>> = {},
): Act {
  const readers = Object.entries<((text: string | undefined) => unknown) | undefined>(fields);
  return async ({ fields: { [SHOWN]: shown, ...sent }, ...request }) => {
    const before = onlyChanged ? new Map(Object.entries(shown ?? {})) : undefined;
    const counts = (name: string) =>
      !ignores.includes(name) && !(before && before.get(name) === (sent[name] ?? ""));
    const own = Object.entries(sent).filter(([name]) => counts(name));
    const read = readers
      .filter(([name]) => counts(name))
      .map(([name, readField]) => {
        const text = sent[name];
        return [name, readField?.(typeof text === "string" ? text : undefined)];
      });
    // not validated here: the procedure parses it
    const input = { ...Object.fromEntries([...own, ...read]), ...given } as Input;
    const output = await procedure(request.caller)(input);
    return answer?.(output, { ...request, input });
  };
}

/** For an act that needs cookies or the client's address, and so is not a procedure. */
export function visiting<Schema extends z.ZodType, Output>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Output>,
): Procedure<z.input<Schema>, Output> {
  return () => async (input) => run(schema.parse(input));
}

/** Whether a checkbox is checked: an unchecked one is not sent. */
export const checked = (text: string | undefined) => text !== undefined;

/** A choice whose first option is none. */
export const optional = (text: string | undefined) => text || undefined;

function actionOf(find: (name: string) => Act | undefined, { signIn, first }: FormOptions) {
  return async (_before: FormState, form: FormData): Promise<FormState> => {
    // an action can be called with anything: what is not a form is answered as an unreadable
    // request
    if (!(form instanceof FormData)) throw new TypeError("An action was called without a form.");
    const texts = textsOf(form);
    const values = Object.fromEntries(texts.filter(([name]) => !NOT_RETURNED.test(name)));
    return answering(
      values,
      async () => {
        const { actor, caller } = signIn ? await signedIn(signIn) : await reader();
        const account = form.get(MADE_FOR);
        if (account !== null && actor.kind === "user" && actor.userId !== account) {
          return { refusal: `${MADE_FOR_ANOTHER} Reload the page to go on.` };
        }
        const found = find(values.act ?? "");
        if (!found) return { refusal: "Please choose what to do." };
        const fields = nested(texts.filter(([name]) => !NOT_INPUT.test(name)));
        const before = await first?.({ form, actor, caller });
        return before ?? found({ fields, form, actor, caller });
      },
      texts.map(([name]) => name),
    );
  };
}

const NOT_INPUT = /^(act|passwordNow|codeNow|passkeyNow|mailCode|providerNow|scripted)$/;

/** The text fields, without those that React adds; if a name occurs twice, the last one counts. */
const textsOf = (form: FormData) =>
  [...form].filter(
    (field): field is [string, string] =>
      typeof field[1] === "string" && /^[a-zA-Z]+(\.[a-zA-Z0-9-]+)?$/.test(field[0]),
  );

/** The fields by name; `owner.7` is the field `7` of the object `owner`. */
function nested(texts: [name: string, text: string][]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, text] of texts) {
    const [whole = "", part] = name.split(".");
    if (part === undefined) fields[whole] = text;
    else fields[whole] = { ...(fields[whole] as object | undefined), [part]: text };
  }
  return fields;
}

/**
 * Continues as another account. With scripts, the browser loads a new document, so that nothing of
 * the previous reader is shown to the next.
 */
export function goOn(form: FormData, path: string): Pick<FormState, "goTo"> {
  if (form.get("scripted")) return { goTo: path };
  redirect(path);
}

/**
 * Continues as a stranger, whom the browser shows nothing of the reader. With scripts the page deletes
 * what it keeps: a cookie set here would render the reader's page again, which leads to sign-in.
 */
export async function goOnAsStranger(
  form: FormData,
  path: string,
): Promise<Pick<FormState, "goTo" | "signedOut">> {
  if (form.get("scripted")) return { goTo: path, signedOut: true };
  await forgetReader();
  redirect(path);
}
