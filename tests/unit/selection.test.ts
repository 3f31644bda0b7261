import { describe, expect, test } from "vitest";
import {
  all,
  extended,
  nothing,
  type Selection,
  toggled,
  within,
} from "@/components/rows/selection";

const order = [10, 20, 30, 40, 50];
const chosen = ({ chosen }: Selection) => [...chosen].sort((a, b) => a - b);

describe("selecting rows", () => {
  test("a press selects a row, another deselects it", () => {
    const one = toggled(nothing, 20);
    expect(chosen(one)).toEqual([20]);
    expect(chosen(toggled(one, 20))).toEqual([]);
  });

  test.each([
    [20, 40, [20, 30, 40]],
    [40, 20, [20, 30, 40]],
    [20, 20, []],
  ])("from %i up to %i, in either direction", (from, to, expected) => {
    expect(chosen(extended(toggled(nothing, from), order, to))).toEqual(expected);
  });

  test("a range applies to all its rows what a press would do to its end", () => {
    const some = extended(toggled(nothing, 10), order, 50);
    const fewer = extended(toggled(toggled(some, 20), 20), order, 40);
    expect(chosen(fewer)).toEqual([10, 50]);
    expect(chosen(extended(fewer, order, 50, true))).toEqual([10, 40, 50]);
  });

  test("a range continues from where the last one ended", () => {
    const some = extended(extended(toggled(nothing, 10), order, 20), order, 40);
    expect(chosen(some)).toEqual([10, 20, 30, 40]);
  });

  test("where a range cannot begin, only its end is selected", () => {
    expect(chosen(extended(nothing, order, 30))).toEqual([30]);
    const gone = toggled(nothing, 20);
    expect(chosen(extended(gone, [10, 30], 30))).toEqual([20, 30]);
    expect(extended(gone, order, 99)).toBe(gone);
  });

  test("rows that have left the list are no longer selected", () => {
    const every = all(order);
    expect(within(every, order)).toBe(every);
    expect(chosen(within(every, [50, 10]))).toEqual([10, 50]);
    expect(within(toggled(nothing, 20), [10]).from).toBeNull();
  });
});
