import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "./support";

const MULTIPART = "multipart/form-data; boundary=x";
const SENTENCE = "cannot read what your browser sent";

/** The hidden fields of the sign-in form: which action it calls, and with which arguments. */
async function hiddenFields(request: APIRequestContext): Promise<Map<string, string>> {
  const html = await (await request.get("/sign-in?callbackUrl=/library")).text();
  const fields = html.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?\/>/g);
  const text = (value = "") => value.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return new Map([...fields].map(([, name = "", value]) => [name, text(value)]));
}

const body = (fields: Map<string, string>) =>
  `${[...fields].map(([name, value]) => part(name, value)).join("")}--x--\r\n`;

const part = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** The names of the fields with the action's bound arguments, and of those that name the action. */
const nameOf = (fields: Map<string, string>, end: string) => {
  const name = [...fields.keys()].find((key) => key.startsWith("$ACTION_") && key.endsWith(end));
  expect(name, `a field that ends in ${end}`).toBeDefined();
  return name ?? "";
};

test("an unreadable form is answered with our own page, never as our fault", async ({
  request,
  baseURL,
}) => {
  const hidden = await hiddenFields(request);
  const action = nameOf(hidden, ":0");
  const bound = nameOf(hidden, ":1");
  const given = (change: Record<string, string>) =>
    body(new Map([...hidden, ...Object.entries(change)]));
  const sent: [what: string, contentType: string, body: string][] = [
    ["no boundary", "multipart/form-data", given({})],
    ["another boundary", "multipart/form-data; boundary=y", given({})],
    ["a boundary of nothing", "multipart/form-data; boundary=", given({})],
    ["nothing", MULTIPART, ""],
    ["no end", MULTIPART, given({}).slice(0, -30)],
    ["a part without a name", MULTIPART, "--x\r\n\r\nx\r\n--x--\r\n"],
    ["an action in no JSON", MULTIPART, given({ [action]: "{" })],
    ["an action without a name", MULTIPART, given({ [action]: "{}" })],
    ["arguments in no JSON", MULTIPART, given({ [bound]: "[" })],
    ["arguments that are none", MULTIPART, given({ [bound]: "5" })],
    ["arguments that refer to nothing", MULTIPART, given({ [bound]: '["$F9"]' })],
    ["arguments that refer to themselves", MULTIPART, given({ [bound]: '"$1"' })],
    [
      "an action of an older page",
      MULTIPART,
      given({ [action]: hidden.get(action)?.replace(/"id":"../, '"id":"00') ?? "" }),
    ],
  ];
  for (const [what, contentType, data] of sent) {
    const headers = { "content-type": contentType, accept: "text/html", origin: baseURL ?? "" };
    const answer = await request.post("/sign-in", { headers, data, maxRedirects: 0 });
    const text = await answer.text();
    expect.soft(answer.status(), `${what}: ${text.slice(0, 200)}`).toBe(400);
    expect.soft(text, what).toContain(SENTENCE);
  }
});

test("an unreadable action call is answered with a sentence, never as our fault", async ({
  request,
  baseURL,
}) => {
  const hidden = await hiddenFields(request);
  const { id } = JSON.parse(hidden.get(nameOf(hidden, ":0")) ?? "{}") as { id: string };
  const sent: [what: string, contentType: string, body: string][] = [
    ["nothing", "text/plain;charset=UTF-8", ""],
    ["no JSON", "text/plain;charset=UTF-8", "["],
    ["no arguments", "text/plain;charset=UTF-8", "[]"],
    ["no form among the arguments", "text/plain;charset=UTF-8", '["/",{},{}]'],
    ["other arguments", "text/plain;charset=UTF-8", '[5,"a","b"]'],
    ["arguments that refer to nothing", "text/plain;charset=UTF-8", '["$F9","$K9"]'],
    ["too many arguments", "text/plain;charset=UTF-8", JSON.stringify(Array(2_000).fill(1))],
    ["no boundary", "multipart/form-data", "x"],
    ["no end", MULTIPART, part("0", '["/",{},"$K1"]')],
    ["parts in no JSON", MULTIPART, body(new Map([["0", "["]]))],
  ];
  for (const [what, contentType, data] of sent) {
    const headers = { "content-type": contentType, "next-action": id, origin: baseURL ?? "" };
    const answer = await request.post("/sign-in", { headers, data });
    const text = await answer.text();
    expect.soft(answer.status(), `${what}: ${text.slice(0, 200)}`).toBe(400);
    expect.soft(text, what).toContain(SENTENCE);
  }
});

test("no header about the router or the origin makes a page our fault", async ({ request }) => {
  for (const state of ["%%%", "{", "5", '["",{"children":[5]}]', "x".repeat(5_000)]) {
    const headers = { rsc: "1", "next-router-state-tree": state };
    const answer = await request.get("/sign-in", { headers });
    expect.soft(answer.status(), state.slice(0, 40)).toBe(400);
    expect.soft(await answer.text()).toContain(SENTENCE);
  }
  const same = { "sec-fetch-site": "same-origin", "content-type": MULTIPART };
  for (const origin of ["nonsense", "null", "https://evil.example"]) {
    const answer = await request.post("/sign-in", {
      headers: { ...same, origin },
      data: "--x--\r\n",
    });
    expect.soft(answer.status(), origin).toBe(400);
  }
});
