import { expect, test } from "./support";

test("an address that is none answers 404", async ({ page }) => {
  const answer = await page.goto("/papers/date/2025-02-30");
  expect(answer?.status()).toBe(404);
});
