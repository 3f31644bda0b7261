// `npm run stress [-- --only lists,kills,streams,pairs,races --times 20]`: tests the app with many
// readers and a failing machine, and checks that nothing was lost. The first parts run the
// production build, each on its own database; the last ones are tests that take too long for every
// run.
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { say } from "./setup.mjs";
import { inPlace, type Place, type Report } from "./stress/app";
import { kills } from "./stress/kills";
import { lists } from "./stress/lists";
import { pairs, races } from "./stress/races";
import { streams } from "./stress/streams";

const PARTS: Record<string, (place: Place, times: number) => Promise<Report>> = {
  lists,
  kills,
  streams,
  pairs,
  races,
};

export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string", default: Object.keys(PARTS).join() },
      times: { type: "string", default: "20" },
    },
  });
  const times = Number(values.times);
  const chosen = values.only.split(",");
  const parts = Object.entries(PARTS).filter(([name]) => chosen.includes(name));
  if (parts.length < chosen.length || !Number.isInteger(times) || times < 1) {
    say(`Usage: npm run stress [-- --only ${Object.keys(PARTS).join()} --times 20]`);
    return 1;
  }
  await build();
  const wrong: string[] = [];
  for (const [name, part] of parts) {
    const report = await inPlace((place) => part(place, times));
    say(`\n${name}\n${report.did.map((line) => `  ${line}`).join("\n")}\n`);
    wrong.push(...report.wrong.map((line) => `  ${name}: ${line}`));
  }
  say(wrong.length === 0 ? "Lost: nothing." : `Lost or wrong:\n${wrong.join("\n")}`);
  return wrong.length === 0 ? 0 : 1;
}
