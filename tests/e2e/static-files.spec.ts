import { expect, test } from "./support";

test("what the first page names is compressed by the build and kept by browsers", async ({
  request,
}) => {
  const html = await (await request.get("/")).text();
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|woff2|svg|png))"/g)];
  const addresses = [...new Set(named.map(([, address = ""]) => address))];
  const kinds = new Set(addresses.map((address) => address.split(".").at(-1)));
  expect([...kinds].sort()).toEqual(["css", "js", "png", "svg", "woff2"]);
  for (const address of addresses) {
    const answer = await request.get(address, { headers: { "accept-encoding": "br" } });
    const headers = answer.headers();
    expect(answer.status(), address).toBe(200);
    // Next, which compresses each response, would not know the length
    expect(Number(headers["content-length"]), address).toBeGreaterThan(0);
    const isText = /\.(js|css)$/.test(address) && (await answer.body()).length >= 1_024;
    expect(headers["content-encoding"], address).toBe(isText ? "br" : undefined);
    expect(headers["cache-control"], address).toContain(
      address.startsWith("/_next/static/") ? "immutable" : "max-age=0",
    );
  }
});
