import { expect, test } from "vitest";
import { SourceError, ThrottledError } from "@/server/ingest/sources/source-error";
import { errorOf, failureOf } from "@/server/jobs/child-messages";

/** An error on the other side of a channel, which carries JSON. */
const across = (error: unknown) => errorOf(JSON.parse(JSON.stringify(failureOf(error))));

test("an error is told whole: what it is, where it was, and what caused it", () => {
  const cause = Object.assign(new RangeError("deep"), { code: "22003", statement: "select $1" });
  const error = new SourceError("refused", "arXiv refused it.", "badArgument");
  error.cause = cause;
  const told = across(error);
  expect(told).toBeInstanceOf(Error);
  expect(told).toMatchObject({
    name: "SourceError",
    message: "arXiv refused it.",
    code: "badArgument",
    stack: error.stack,
    cause: { name: "RangeError", message: "deep", code: "22003", statement: "select $1" },
  });
});

test("a site's wish to be left alone is kept, with and without a time", () => {
  for (const asked of [90_000, null]) {
    const told = across(new ThrottledError("Later.", asked));
    expect(told).toBeInstanceOf(ThrottledError);
    expect(told).toMatchObject({ name: "ThrottledError", message: "Later.", retryAfterMs: asked });
  }
  expect(across(new Error("Not now."))).not.toBeInstanceOf(ThrottledError);
});

test("what is no error is told as one without a reason", () => {
  for (const thrown of ["text", undefined, { email: "ada@example.org" }]) {
    expect(across(thrown)).toMatchObject({ message: "It failed without a reason." });
  }
});
