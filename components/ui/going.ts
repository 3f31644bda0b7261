/** What takes longer is shown to be under way. */
const WAIT_MS = 400;
/** How often it is seen whether the page is there. */
const LOOK_MS = 100;
/** By then it is there, or the browser has loaded it as a new document. */
const MAX_MS = 20_000;

let looking: ReturnType<typeof setInterval> | undefined;

/** Shows under the masthead that a page was asked for, until its address is the window's. */
export function showGoing(to: string): void {
  const { dataset } = document.documentElement;
  const from = location.href;
  if (new URL(to, from).href === from) return;
  const began = Date.now();
  clearInterval(looking);
  looking = setInterval(() => {
    const waited = Date.now() - began;
    if (location.href !== from || waited > MAX_MS) {
      clearInterval(looking);
      delete dataset.going;
    } else if (waited >= WAIT_MS) dataset.going = "";
  }, LOOK_MS);
}
