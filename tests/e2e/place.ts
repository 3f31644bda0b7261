import type { Page } from "@playwright/test";

/** The row in the middle of the window and its top, once both are the same for ten frames. */
export const readAtRest = (page: Page) =>
  page.evaluate(async () => {
    const middle = () => {
      const row = document
        .elementsFromPoint(innerWidth / 2, innerHeight / 2)
        .find((element) => element.closest(".row"))
        ?.closest<HTMLElement>(".row");
      return { paper: row?.dataset.paper ?? "", top: row?.getBoundingClientRect().top ?? 0 };
    };
    let seen = middle();
    for (let still = 0; still < 10; ) {
      await new Promise(requestAnimationFrame);
      const now = middle();
      still = now.paper && now.paper === seen.paper && now.top === seen.top ? still + 1 : 0;
      seen = now;
    }
    return seen;
  });

/** How far below the window's top a row is; infinite if it is not on the page. */
export const topOf = (page: Page, paper: string) =>
  page.evaluate(
    (id) =>
      document.querySelector(`.row[data-paper="${id}"]`)?.getBoundingClientRect().top ??
      Number.POSITIVE_INFINITY,
    paper,
  );
