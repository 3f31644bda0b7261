/** The rounds of a race: all of them in `npm run stress`, a quarter in every test run. */
export const rounds = (many: number) =>
  Array.from({ length: process.env.STRESS ? many : Math.ceil(many / 4) }, (_, round) => round);
