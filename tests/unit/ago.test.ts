import { expect, test } from "vitest";
import { ago } from "@/components/ui/ago";

const now = new Date("2026-08-21T12:00:00Z");
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each([
  [0, /^now$/],
  [0.9, /^now$/],
  [-5, /^now$/],
  [1, /^1m(in)? ago$/],
  [59, /^59m(in)? ago$/],
  [60, /^1h ago$/],
  [23 * 60 + 59, /^23h ago$/],
  [24 * 60, /^yesterday$/],
  [49 * 60, /^2d ago$/],
])("%d minutes ago is %s", (minutes, said) => {
  expect(ago(before(minutes), now)).toMatch(said);
});
