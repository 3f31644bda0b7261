import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { reasonOf } from "@/components/api/call";

test("a refusal is told in the server's own sentence", () => {
  const refusal = TRPCClientError.from({
    error: { message: "The list is full.", code: -32_600, data: { code: "BAD_REQUEST" } },
  });
  expect(reasonOf(refusal)).toBe("The list is full.");
});

test("an answer that is no answer of the app's is an error of the server", () => {
  const meta = { response: { status: 502 } };
  const failure = TRPCClientError.from(new SyntaxError("Unexpected token"), { meta });
  expect(reasonOf(failure)).toBe("The server answered with an error (502). Try again in a moment.");
});

test("a lost connection is told with what to do", () => {
  expect(reasonOf(TRPCClientError.from(new TypeError("Failed to fetch")))).toBe(
    "The server did not answer. Check your connection and try again.",
  );
});
