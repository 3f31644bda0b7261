import { expect, it } from "vitest";
import { pastedLines, referenceOf } from "@/server/papers/reference";
import { keepable } from "@/server/platform/text";

it.each([
  ["2501.00663", "arxiv", "2501.00663"],
  ["arXiv:2501.00663v2", "arxiv", "2501.00663"],
  ["https://arxiv.org/abs/2501.00663v1", "arxiv", "2501.00663"],
  ["https://arxiv.org/pdf/2501.00663.pdf", "arxiv", "2501.00663"],
  ["https://huggingface.co/papers/2501.00663", "arxiv", "2501.00663"],
  ["https://www.alphaxiv.org/abs/2501.00663", "arxiv", "2501.00663"],
  ["math.CA/0611800", "arxiv", "math/0611800"],
  ["10.48550/arXiv.2501.00663", "arxiv", "2501.00663"],
  ["https://doi.org/10.48550/arXiv.2501.00663v2", "arxiv", "2501.00663"],
  ["10.1038/S41586-021-03819-2", "doi", "10.1038/s41586-021-03819-2"],
  ["doi:10.1145/3292500.3330701.", "doi", "10.1145/3292500.3330701"],
  ["https://dx.doi.org/10.1000/182?utm=x", "doi", "10.1000/182"],
  ["https://doi.org/10.1002/%28SICI%291097", "doi", "10.1002/(sici)1097"],
  ["(https://openreview.net/forum?id=YicbFdNTTy)", "openreview", "YicbFdNTTy"],
  ["https://openreview.net/pdf?id=YicbFdNTTy", "openreview", "YicbFdNTTy"],
  ["openreview.net/forum?noteId=abc&id=Yicb-FdN_y#discussion", "openreview", "Yicb-FdN_y"],
])("%s is known", (text, of, id) => {
  expect(referenceOf(text)).toEqual({ of, id });
});

it.each([
  "",
  "Attention is all you need",
  "https://example.org/paper",
  "10.48550/arXiv.nonsense",
  "2513.00001",
  "https://openreview.net/forum?id=../etc",
  "https://openreview.net/group?id=ICLR.cc",
  "10.1234/a%00b",
  "10.1234/a%0Ab",
  "10.1234/a%20b",
  "10.1234/a%E2%80%AEb",
  "10.1234/a\u202eb",
  "10.1234/a/../b",
  "10.1234/a/%2e%2e/b",
  "10.1234/..",
  "10.1234/a\ud83d",
  `10.1234/${"\ufdfa".repeat(290)}`,
  "x".repeat(301),
])("“%s” names none", (text) => {
  expect(referenceOf(text)).toBeNull();
});

const shown = (text: string) =>
  pastedLines(text).map(({ text, reference }) => (reference ? reference.id : `? ${text}`));

it("reads one paper a line, and what is named twice once", () => {
  expect(
    shown("2501.00663\r\n\n  https://arxiv.org/abs/2501.00663v3 \nnonsense\n10.1000/182"),
  ).toEqual(["2501.00663", "? nonsense", "10.1000/182"]);
});

it("reads several on a line, and one among words", () => {
  expect(shown("2501.00663, 2501.00664; 2501.00665 2501.00666")).toEqual([
    "2501.00663",
    "2501.00664",
    "2501.00665",
    "2501.00666",
  ]);
  expect(shown("Titans: learning to memorize, arXiv:2501.00663v1 [cs.LG]")).toEqual(["2501.00663"]);
  expect(shown("either 2501.00663 or 2501.00664")).toEqual(["? either 2501.00663 or 2501.00664"]);
});

it("repeats only the beginning of a long line", () => {
  expect(shown("x ".repeat(5_000))[0]?.length).toBeLessThan(210);
});

it("cuts no character in half", () => {
  const [text = ""] = shown(`${"x".repeat(199)}😀😀`);
  expect(text).toBe(`? ${"x".repeat(199)}😀…`);
  expect(keepable(text)).toBe(true);
});
