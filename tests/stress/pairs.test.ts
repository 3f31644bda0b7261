import { expect, it } from "vitest";
import { type Deeds, makeDeeds } from "../support/deeds";
import { faultOf } from "../support/pairs";

const names = Object.keys((await makeDeeds())()) as (keyof Deeds)[];
const pairs = names.flatMap((name, index) => names.slice(index + 1).map((other) => [name, other]));

it.each(pairs)("%s and %s at once are each done or refused", async (...pair) => {
  expect(await faultOf(await makeDeeds(), pair as (keyof Deeds)[])).toBeNull();
});
