import { expect, test } from "vitest";
import { GET } from "@/app/sitemap.xml/route";
import { makePaper } from "../support/factories";

process.env.APP_URL = "https://papers.example.org";

test("a sitemap's URLs use the configured origin, whatever host a request names", async () => {
  await makePaper({ arxivId: "2402.17316", feedDate: "2025-03-13" });
  const request = new Request("http://evil.example/sitemap.xml", {
    headers: { host: "evil.example" },
  });
  const map = await (await GET(request)).text();
  expect(map).toContain("<loc>https://papers.example.org/papers/date/2025-03-13</loc>");
  expect(map).toContain("<loc>https://papers.example.org/papers/2402.17316</loc>");
  expect(map).not.toContain("evil");
});
