import { callsOf } from "./procedures";
import { expect, signUp, test } from "./support";

const EDITION = "/papers/date/2025-03-13";

test("a vote is in everybody's page soon", async ({ page, request }) => {
  await signUp(page);
  await page.goto(EDITION);
  const row = page.getByRole("article").nth(5);
  const id = await row.getAttribute("data-paper");
  const upvote = row.getByRole("button", { name: "Upvote" });

  // what a stranger without scripts gets
  const counted = async (address: string) => {
    const html = await (await request.get(address)).text();
    // nothing is shown where nobody has voted
    return Number(new RegExp(`id="v${id}">(\\d*)`).exec(html)?.[1]);
  };
  const before = await counted(EDITION);
  const voted = page.waitForResponse(callsOf("votes.set"));
  await upvote.click();
  expect((await voted).ok()).toBe(true);
  // other tests may vote for it concurrently
  for (const address of [EDITION, "/papers/week/2025-W11", "/papers/month/2025-03"]) {
    await expect.poll(() => counted(address)).toBeGreaterThan(before);
  }
});
