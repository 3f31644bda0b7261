import type { Page } from "@playwright/test";
import { callsOf, told } from "./procedures";
import { expect, newAccount, signUp, test } from "./support";
import { anotherReader, ask, makeTeam } from "./team";

/** Days of the sample that no other test votes on. */
const DAYS = {
  drawn: "/papers/date/2026-07-22",
  corrected: "/papers/date/2026-07-23",
  signedOut: "/papers/date/2026-07-24",
  ended: "/papers/date/2026-07-27",
};

const upvote = (page: Page) => page.getByRole("button", { name: "Upvote" }).first();
const faces = (page: Page) => page.locator(".mates:visible");
const account = (page: Page) => page.getByRole("button", { name: /^Account of/ });
const signInLink = (page: Page) => page.getByRole("banner").getByRole("link", { name: "Sign in" });

/** Holds back what the server says of the reader, until it is let go. */
async function holdAnswer(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(callsOf("viewer.state"), async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** Notes from now on what pages show at each frame of the first row and of the masthead, and what moves. */
async function watch(page: Page): Promise<() => Promise<{ looks: string[]; moved: number }>> {
  await page.addInitScript(() => {
    const noted = Object.assign(window, { looks: new Set<string>(), moved: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        noted.moved += (entry as { value?: number }).value ?? 0;
    }).observe({ type: "layout-shift", buffered: true });
    const note = () => {
      const row = document.querySelector<HTMLElement>("article.row");
      // once it is parsed whole
      if (row?.closest("li")?.nextElementSibling) {
        const pressed = row.querySelector("[data-act=vote]")?.getAttribute("aria-pressed");
        const corner = document.querySelectorAll<HTMLElement>(".account .btn, .account-button");
        const face = [...corner].find((each) => each.offsetParent)?.innerText;
        noted.looks.add([pressed, face, row.innerText].join(" | ").replace(/\s+/g, " "));
      }
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return () =>
    page.evaluate(() => {
      const { looks, moved } = window as unknown as { looks: Set<string>; moved: number };
      return { looks: [...looks], moved };
    });
}

/** A reader who has voted for the first paper of an edition and saved it, as a teammate has. */
async function visit(page: Page, name: string, edition: string) {
  await signUp(page, newAccount(name));
  await page.goto(edition);
  await told(page, "votes.set", upvote(page).click());
  const save = page.getByRole("button", { name: "Save", exact: true }).first();
  await told(page, "library.set", save.click());
}

test("what the last visit knew is in the first frame, without any script file, and the answer moves nothing", async ({
  page,
  browser,
}) => {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
  await visit(page, "Ada King", DAYS.drawn);
  const ben = await anotherReader(browser, "Ben Okri");
  const team = await makeTeam(page, ben);
  const paperId = Number(await page.getByRole("article").first().getAttribute("data-paper"));
  await ask(ben, "votes.set", { paperId, voted: true });
  // until the page of everybody counts both votes
  await expect(async () => {
    await page.goto(DAYS.drawn);
    await expect(faces(page)).toHaveCount(1);
    const html = await (await page.request.get(DAYS.drawn)).text();
    expect(html).toContain(`id="v${paperId}">2<`);
  }).toPass();

  const bare = await page.context().newPage();
  await bare.route(/\/_next\/static\/.*\.js/, (route) => route.abort());
  const letGoBare = await holdAnswer(bare);
  await bare.goto(DAYS.drawn);
  const row = bare.getByRole("article").first();
  await expect(upvote(bare)).toHaveAttribute("aria-pressed", "true");
  await expect(row.getByRole("button", { name: "To read" })).toBeVisible();
  await expect(faces(bare)).toContainText(`Upvoted by Ben Okri of ${team.name}`);
  await expect(faces(bare).locator(".avatar:visible")).toHaveText(["BO"]);
  await expect(account(bare)).toHaveAccessibleName("Account of Ada King");
  await expect(account(bare)).toHaveText("AK");
  await expect(signInLink(bare)).toBeHidden();
  letGoBare();
  await bare.close();

  const noted = await watch(page);
  const letGo = await holdAnswer(page);
  await page.goto(DAYS.drawn);
  // the scripts run
  await account(page).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await page.keyboard.press("Escape");
  const before = await noted();
  await Promise.all([page.waitForResponse(callsOf("viewer.state")), letGo()]);
  const teams = page.getByRole("navigation", { name: "Order by the votes of" });
  await expect(teams).toBeVisible();
  const places = [teams, page.getByRole("navigation", { name: "Topics" })];
  const [first, second] = await Promise.all(places.map((place) => place.boundingBox()));
  expect(first?.x).toBeLessThan(second?.x ?? 0);
  const { looks } = await noted();
  expect(looks).toEqual([expect.stringMatching(/^true \| AK \| .*To read/)]);
  expect(before.moved).toBe(0);
  expect(faults).toEqual([]);
});

test("what has changed since the last visit is corrected by the answer", async ({ page }) => {
  await visit(page, "Ada King", DAYS.corrected);
  const paperId = Number(await page.getByRole("article").first().getAttribute("data-paper"));
  await ask(page, "votes.set", { paperId, voted: false });
  await ask(page, "library.set", { paperId, status: "read" });
  const letGo = await holdAnswer(page);
  await page.goto(DAYS.corrected);
  const row = page.getByRole("article").first();
  await expect(upvote(page)).toHaveAttribute("aria-pressed", "true");
  await expect(row.getByRole("button", { name: "To read" })).toBeVisible();
  letGo();
  await expect(upvote(page)).toHaveAttribute("aria-pressed", "false");
  await expect(row.getByRole("button", { name: "Read", exact: true })).toBeVisible();
});

test("after sign-out nothing of it is shown or kept, in no tab", async ({ page, context }) => {
  await visit(page, "Ada King", DAYS.signedOut);
  const other = await context.newPage();
  await other.goto(DAYS.signedOut);
  await other.evaluate(() => sessionStorage.setItem("draft:1:note", "typed"));
  await account(page).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(signInLink(page)).toBeVisible();
  const kept = (tab: Page) => tab.evaluate(() => ({ ...localStorage, ...sessionStorage }));
  expect(await kept(page)).toEqual({});
  // the other tab hears of it a moment later
  await expect.poll(() => kept(other)).toEqual({});
  expect(await context.cookies()).toEqual([]);

  const letGo = await holdAnswer(page);
  await page.goto(DAYS.signedOut);
  await expect(signInLink(page)).toBeVisible();
  await expect(upvote(page)).toHaveAttribute("aria-pressed", "false");
  letGo();
});

test("a session that the server ends leaves nothing of it, and another account sees nothing", async ({
  page,
}) => {
  await visit(page, "Ada First", DAYS.ended);
  const kept = () => page.evaluate(() => localStorage.getItem("last-visit"));
  expect(await kept()).toContain("Ada First");
  const noted = await watch(page);
  // the session ends, and no page of the browser hears of it before somebody else signs in
  await page.context().clearCookies({ name: /session-token$/ });
  await signUp(page, newAccount("Ben Second"));
  const letGo = await holdAnswer(page);
  await page.goto(DAYS.ended);
  await expect(upvote(page)).toHaveAttribute("aria-pressed", "false");
  expect(await kept()).toBeNull();
  letGo();
  await expect(account(page)).toHaveAccessibleName("Account of Ben Second");
  const { looks } = await noted();
  expect(looks.filter((look) => !/^false \| (Sign in|BS) \| .*Save/.test(look))).toEqual([]);

  expect(await kept()).toContain("Ben Second");
  await page.context().clearCookies({ name: /session-token$/ });
  await page.goto(DAYS.ended);
  await expect(signInLink(page)).toBeVisible();
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({});
});
