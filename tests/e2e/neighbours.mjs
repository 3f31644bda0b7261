// Services around an installation: a mail server, whose messages the tests read, and an OpenID
// Connect provider, which signs in "verified ADDRESS" or "unverified ADDRESS".
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { SMTPServer } from "smtp-server";

/** @typedef {{ to: string[], subject: string, text: string }} Letter */

/**
 * The plain-text part of a message, as nodemailer writes it. @param {string} raw @returns {string}
 */
function textOf(raw) {
  const [, part = ""] = raw.split(/content-type: text\/plain[^\r\n]*\r\n/i);
  const [head = "", ...rest] = part.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n").split(/\r\n----/)[0] ?? "";
  if (!/quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

/** @param {number} lettersPort where tests request `/ADDRESS` to get the messages sent to it */
async function mail(lettersPort) {
  /** @type {Letter[]} */
  const letters = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    async onData(stream, session, done) {
      const raw = Buffer.concat(await stream.toArray()).toString();
      const subject = /^subject: (.*)$/im.exec(raw)?.[1]?.trim() ?? "";
      const to = session.envelope.rcptTo.map(({ address }) => address);
      letters.push({ to, subject, text: textOf(raw) });
      done();
    },
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  createServer((request, response) => {
    const address = decodeURIComponent(request.url?.slice(1) ?? "");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(letters.filter(({ to }) => to.includes(address))));
  }).listen(lettersPort, "127.0.0.1");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.server.address());
  return `smtp://127.0.0.1:${port}`;
}

/** @param {string} app the app's URL */
async function identityProvider(app) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "broadsheet",
        client_secret: "a secret between two neighbours",
        redirect_uris: [`${app}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_, login) => {
      const [state, email] = login.split(" ");
      const claims = { email, email_verified: state === "verified", name: "Olga Ohne" };
      return { accountId: login, claims: () => ({ sub: login, ...claims }) };
    },
    cookies: { keys: ["only for tests"] },
    pkce: { required: () => true },
  });
  server.on("request", provider.callback());
  return issuer;
}

/** Starts them and returns the settings for an app to use them. @param {string} app */
export async function neighbours(app) {
  return {
    APP_URL: app,
    SMTP_URL: await mail(Number(process.env.E2E_LETTERS_PORT)),
    AUTH_OIDC_ISSUER: await identityProvider(app),
    AUTH_OIDC_ID: "broadsheet",
    AUTH_OIDC_SECRET: "a secret between two neighbours",
    AUTH_OIDC_NAME: "Laboratory login",
  };
}
