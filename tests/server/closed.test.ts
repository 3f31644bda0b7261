import { expect, test } from "vitest";
import { linkOrCreateAccount } from "@/server/auth/identities/mutations";
import { maySignInByMail } from "@/server/auth/identities/queries";
import { signUp } from "@/server/auth/mutations";
import { anonymous, contextFor } from "../support/callers";

process.env.SIGN_UP = "closed";

const stranger = () => contextFor({ kind: "anonymous" });

const join = (email: string) =>
  signUp(stranger(), {
    name: "Somebody",
    email,
    password: "correct horse battery",
    client: email,
    userAgent: null,
  });

test("a closed installation takes its first account, and then none", async () => {
  expect((await anonymous().auth.admission({})).first).toBe(true);
  expect((await join("first@example.org")).session).not.toBeNull();
  expect((await anonymous().auth.admission({})).refusal).toMatch(/takes no new accounts/);
  await expect(join("second@example.org")).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await maySignInByMail(stranger(), "second@example.org", {})).toBe(false);
  expect(await maySignInByMail(stranger(), "first@example.org", {})).toBe(true);
  await expect(
    linkOrCreateAccount(stranger(), {
      provider: "oidc",
      providerName: "Login",
      providerAccountId: "7",
      name: null,
      email: "second@example.org",
      emailVerified: true,
    }),
  ).rejects.toMatchObject({ code: "FORBIDDEN" });
});
