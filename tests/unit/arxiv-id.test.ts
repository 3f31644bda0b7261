import { describe, expect, test } from "vitest";
import { parseArxivId, typedArxivId } from "@/server/papers/arxiv-id";

describe("arXiv ids are read as people write them", () => {
  test.each([
    ["2501.00663", "2501.00663", null],
    ["2501.00663v2", "2501.00663", 2],
    ["0704.0001", "0704.0001", null],
    ["1412.9999v12", "1412.9999", 12],
    ["1501.00001", "1501.00001", null],
    ["  arXiv:2501.00663v1  ", "2501.00663", 1],
    ["ARXIV: 2501.00663", "2501.00663", null],
    ["hep-th/9901001", "hep-th/9901001", null],
    ["hep-th/9901001v3", "hep-th/9901001", 3],
    ["math.CA/0611800", "math/0611800", null],
    ["cond-mat.mes-hall/0703001v2", "cond-mat/0703001", 2],
    ["arXiv:math.GT/0309136", "math/0309136", null],
    ["https://arxiv.org/abs/2501.00663", "2501.00663", null],
    ["http://www.arxiv.org/abs/2501.00663v2", "2501.00663", 2],
    ["arxiv.org/pdf/2501.00663v2.pdf", "2501.00663", 2],
    ["https://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001", null],
    ["https://arxiv.org/html/2501.00663v1#S2", "2501.00663", 1],
    ["https://arxiv.org/abs/2501.00663?context=cs", "2501.00663", null],
    ["https://arxiv.org/abs/2501.00663/", "2501.00663", null],
    ["https://huggingface.co/papers/2501.00663", "2501.00663", null],
    ["hf.co/papers/2501.00663", "2501.00663", null],
  ])("%s", (text, id, version) => {
    expect(parseArxivId(text)).toEqual({ id, version });
  });

  test.each([
    [""],
    ["attention is all you need"],
    ["2501.0066"],
    ["1412.00001"],
    ["0703.0001"],
    ["0704.00001"],
    ["2513.00001"],
    ["2500.00001"],
    ["2501.00663v0"],
    ["2501.00663v"],
    ["2501.006630"],
    ["hep-th/9913001"],
    ["hep-th/990100"],
    ["HEP-TH/9901001"],
    ["../../etc/passwd"],
    ["https://example.org/abs/2501.00663"],
    ["https://arxiv.org.example.org/abs/2501.00663"],
    ["javascript:2501.00663"],
    ["2501.00663\u0000"],
    ["２５０１.00663"],
    ["9".repeat(400)],
  ])("%j is none", (text) => {
    expect(parseArxivId(text)).toBeNull();
  });
});

describe("arXiv ids are read as they are pasted into a search", () => {
  test.each([
    ["2501.00663.", "2501.00663", null],
    ["[2501.00663]", "2501.00663", null],
    ["(arXiv:2501.00663v2),", "2501.00663", 2],
    ["“2501.00663”", "2501.00663", null],
    ["２５０１．００６６３", "2501.00663", null],
    ["arXiv:2501.00663v1 [cs.LG] 31 Dec 2024", "2501.00663", 1],
    ["arXiv:hep-th/9901001 [hep-th]", "hep-th/9901001", null],
    ["Hep-Th/9901001", "hep-th/9901001", null],
    ["10.48550/arXiv.2501.00663", "2501.00663", null],
    ["doi:10.48550/ARXIV.2501.00663.", "2501.00663", null],
    ["https://doi.org/10.48550/arXiv.2501.00663", "2501.00663", null],
    ["https://dx.doi.org/10.48550/arXiv.hep-th/9901001", "hep-th/9901001", null],
    ["<https://arxiv.org/abs/2501.00663v3>", "2501.00663", 3],
    ["https://arxiv.org/pdf/2501.00663v1.pdf#page=3", "2501.00663", 1],
    ["https://arxiv.org/format/hep-th/9901001", "hep-th/9901001", null],
    ["https://huggingface.co/papers/2501.00663#community", "2501.00663", null],
    ["https://www.alphaxiv.org/overview/2501.00663v1", "2501.00663", 1],
    ["https://www.semanticscholar.org/arxiv/2501.00663", "2501.00663", null],
    ["https://api.semanticscholar.org/graph/v1/paper/arXiv:2501.00663", "2501.00663", null],
    ["https://ar5iv.labs.arxiv.org/html/2501.00663", "2501.00663", null],
    ["https://scirate.com/arxiv/2501.00663", "2501.00663", null],
    ["https://papers.cool/arxiv/2501.00663", "2501.00663", null],
    ["emergentmind.com/papers/2501.00663", "2501.00663", null],
    ["https://inspirehep.net/api/arxiv/math.CA/0611800", "math/0611800", null],
    ["https://example.org/read?id=2501.00663&page=2", "2501.00663", null],
  ])("%s", (text, id, version) => {
    expect(typedArxivId(text)).toEqual({ id, version });
  });

  test.each([
    [""],
    ["[]"],
    ["attention 2501.00663"],
    ["2501.00663 2501.00664"],
    ["10.1145/2501.00663"],
    ["https://example.org/"],
    ["https://example.org/items/9901001"],
    ["https://example.org/v12501.00663"],
    ["https://example.org/2501.006631"],
    ["https://doi.org/10.1145/3292500.3330701"],
    ["(".repeat(10_000)],
    [`${"(".repeat(299)}a`],
  ])("%s is none", (text) => {
    expect(typedArxivId(text)).toBeNull();
  });
});
