import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { sendQueued } from "@/server/jobs/handlers";
import { appDatabase } from "@/server/platform/database";
import { env } from "@/server/platform/env";
import { administrator, contextFor } from "../support/callers";

const sent = vi.hoisted(() => [] as { subject: string; text: string }[]);
vi.mock("nodemailer", () => ({
  createTransport: () => ({ sendMail: async (mail: (typeof sent)[number]) => sent.push(mail) }),
}));

test("mail calls the installation what its administrators call it", async () => {
  Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:9" });
  const admin = await administrator();
  await admin.installation.save({ name: "The Daily Lab", signUp: "invite" });
  await admin.invitations.create({ email: "ben@example.org" });
  const [job] = await appDatabase().execute<{ payload: { sealed: string } }>(
    sql`select payload from graphile_worker._private_jobs`,
  );
  await sendQueued(contextFor({ kind: "system" }), job?.payload ?? { sealed: "" });
  expect(sent).toEqual([
    expect.objectContaining({
      subject: expect.stringMatching(/ invites you to The Daily Lab$/),
      text: expect.stringMatching(/ invites you to read with them on The Daily Lab, /),
    }),
  ]);
});
