import { expect, it } from "vitest";
import { plainAbstract, readCsl } from "@/server/submissions/ask/csl";

const read = (more: object) =>
  readCsl(
    new TextEncoder().encode(
      JSON.stringify({ title: "A work", abstract: "<p>Its text.</p>", ...more }),
    ),
    "10.1000/182",
  );

it("keeps the words of marked-up texts", () => {
  expect(
    plainAbstract(
      '<jats:title>Abstract</jats:title><jats:p>If a &lt; b, <jats:italic toggle="yes">it</jats:italic> is.</jats:p><jats:p>So.</jats:p>',
    ),
  ).toBe("If a < b, it is.\n\nSo.");
  expect(read({ title: "On <i>E. coli</i> &amp; <scp>dna</scp>" }).row).toMatchObject({
    title: "On E. coli & dna",
  });
});

it.each(["<p ", "<a", "<title ", "<jats:a-", "<", "&#x", "\n ", "<title>\n"])(
  "reads five megabytes of %j",
  (piece) => {
    const much = piece.repeat(Math.ceil(5_000_000 / piece.length));
    expect(plainAbstract(much).length).toBeLessThanOrEqual(50_000);
    expect(read({ title: much }).row).toBeNull();
    expect(read({ title: `<${"a".repeat(5_000_000)}` }).row).toBeNull();
  },
);

it("drops halves of characters, and keeps those that are two halves", () => {
  expect(plainAbstract("a&#xd83d;b &#55357;&#56832; \ud83d.")).toBe("ab 😀 .");
  expect(read({ title: "A &#xdc00;work" }).row).toMatchObject({ title: "A work" });
});
