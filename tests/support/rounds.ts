/** Of a race that `npm run stress` runs this many times: every test run takes a quarter of them. */
export const rounds = (many: number) =>
  Array.from({ length: process.env.STRESS ? many : Math.ceil(many / 4) }, (_, round) => round);
