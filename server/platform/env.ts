import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { AddressError, readAddress } from "@/db/address";

/** An empty variable counts as unset, as it does in most deployment tools. */
const unset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(unset, type.optional());
const withDefault = <T extends z.ZodType>(type: T, value: z.input<T>) =>
  z.preprocess((given) => unset(given) ?? value, type);

const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address like ${example}` });

const databaseUrl = z.string().superRefine((text, context) => {
  try {
    readAddress(text);
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A private key in PEM, also in one line with `\\n`, as deployment tools want it. */
const signingKey = z
  .string()
  .transform((text) => text.replaceAll("\\n", "\n"))
  .refine((pem) => {
    try {
      const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
      return asymmetricKeyType === "rsa" && (asymmetricKeyDetails?.modulusLength ?? 0) >= 1_024;
    } catch {
      return false;
    }
  }, "must be an RSA private key of 1024 bits or more in PEM: -----BEGIN PRIVATE KEY-----");

const WEB_CONCURRENCY =
  "must be a whole number from 1 to 32: leave it unset for one process, or set how many processors readers may keep busy";

const webConcurrency = z.coerce
  .number(WEB_CONCURRENCY)
  .int(WEB_CONCURRENCY)
  .min(1, WEB_CONCURRENCY)
  .max(32, WEB_CONCURRENCY);

const SCRYPT_COST_DEFAULT = 15;

/** An installation with a URL of its own is not a test. */
const isOnThisMachine = ({ APP_URL = "http://localhost" }: { APP_URL?: string }) =>
  new URL(APP_URL).hostname === "localhost";

/** Tests create hundreds of accounts. */
const mayHashCheaply = (env: { NODE_ENV: string; TEST_CHEAP_HASHES?: string; APP_URL?: string }) =>
  env.NODE_ENV === "test" || (env.TEST_CHEAP_HASHES !== undefined && isOnThisMachine(env));

const schema = z
  .object({
    NODE_ENV: withDefault(z.enum(["production", "development", "test"]), "development"),
    PORT: withDefault(z.coerce.number("must be a port number").int().min(0).max(65535), "3000"),
    /** If unset, the app listens on all addresses: IPv6, where available, and IPv4. */
    HOST: optional(z.string()),
    DATABASE_URL: optional(databaseUrl),
    /** A direct connection with sessions, if DATABASE_URL leads through a pooler without them. */
    DATABASE_DIRECT_URL: optional(databaseUrl),
    DATABASE_POOL: withDefault(z.coerce.number().int().min(1).max(200), "20"),
    /** How many processes of `npm start` answer readers. */
    WEB_CONCURRENCY: withDefault(webConcurrency, "1"),
    /** The folder of the embedded database; within the app, set only if that is in use. */
    DATA_DIR: optional(z.string()),
    /** The app's public URL, if it is behind a proxy. */
    APP_URL: optional(url(/^https?$/, "https://papers.example.org")),
    /**
     * Set by `npm start` for an embedded installation; set it yourself when running several nodes.
     */
    AUTH_SECRET: optional(z.string().min(32, "must be at least 32 characters of random text")),
    /** Encrypts and decrypts backups. */
    BACKUP_PASSPHRASE: optional(z.string().min(12, "must be at least 12 characters")),
    TRUST_PROXY: withDefault(
      z.enum(["true", "false"], "must be true or false").transform((value) => value === "true"),
      "false",
    ),
    /** If set, it decides; else what an administrator has chosen, else `open`. */
    SIGN_UP: optional(z.enum(["open", "invite", "closed"])),
    SMTP_URL: optional(url(/^smtps?$/, "smtp://user:password@mail.example.org:587")),
    MAIL_FROM: withDefault(z.string(), "Broadsheet <broadsheet@localhost>"),
    /** Signs mail: the domain and selector of the DNS record, and the private key. */
    DKIM_DOMAIN: optional(z.hostname("must be a domain like papers.example.org")),
    DKIM_SELECTOR: optional(
      z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/i, "must be a name like broadsheet"),
    ),
    DKIM_KEY: optional(signingKey),
    /** Lets a mail service report bounces and complaints. */
    MAIL_WEBHOOK_SECRET: optional(
      z.string().min(32, "must be at least 32 characters of random text"),
    ),
    /** Scheduled tasks run by this zone's clock. */
    TIME_ZONE: withDefault(
      z.string().refine(isTimeZone, "must be a time zone like Europe/Berlin"),
      "UTC",
    ),
    /** Off where `npm run worker` does the background jobs in a process of its own. */
    WORKER: withDefault(z.enum(["on", "off"], "must be on or off"), "on"),
    /** Off where the app may ask no other site for papers. */
    SOURCES: withDefault(z.enum(["on", "off"], "must be on or off"), "on"),
    /** The hour at which the day of submissions begins, by the clock of TIME_ZONE. */
    EDITION_HOUR: withDefault(
      z.coerce.number("must be an hour from 0 to 23").int().min(0).max(23),
      "0",
    ),
    /** Whether submissions of a weekend are in the edition of the next weekday. */
    EDITION_WEEKENDS: withDefault(z.enum(["next", "own"], "must be next or own"), "next"),
    /** Whether submissions wait for a curator. */
    EDITION: withDefault(z.enum(["open", "curated"], "must be open or curated"), "open"),
    AUTH_GITHUB_ID: optional(z.string()),
    AUTH_GITHUB_SECRET: optional(z.string()),
    AUTH_GOOGLE_ID: optional(z.string()),
    AUTH_GOOGLE_SECRET: optional(z.string()),
    AUTH_OIDC_ISSUER: optional(url(/^https?$/, "https://login.example.org")),
    AUTH_OIDC_ID: optional(z.string()),
    AUTH_OIDC_SECRET: optional(z.string()),
    AUTH_OIDC_NAME: withDefault(z.string().max(40), "Single sign-on"),
    /** The cost of a password's hash, as a power of two. */
    SCRYPT_COST: withDefault(
      z.coerce.number("must be a whole number").int().min(10).max(16),
      String(SCRYPT_COST_DEFAULT),
    ),
    /** Lets the browser tests hash cheaply in the production build, on this machine only. */
    TEST_CHEAP_HASHES: optional(z.literal("yes")),
    /** Lets the browser tests open `/design` in the production build, on this machine only. */
    TEST_DESIGN_PAGE: optional(z.literal("yes")),
    /** Lets tests of the whole app fetch from servers on this machine; on localhost only. */
    TEST_FETCH_LOOPBACK: optional(z.literal("yes")),
    /** A vote here counts as much as this many upvotes at a paper's source. */
    VOTE_WEIGHT: withDefault(
      z.coerce.number("must be a whole number").int().min(0).max(1_000),
      "10",
    ),
    /** Ten times the points is worth this many days. */
    TRENDING_TAU_DAYS: withDefault(z.coerce.number().positive().max(365), "2"),
    LOG_LEVEL: withDefault(z.enum(["debug", "info", "warn", "error", "silent"]), "info"),
  })
  .superRefine((env, context) => {
    if (env.SCRYPT_COST < SCRYPT_COST_DEFAULT && !mayHashCheaply(env)) {
      context.addIssue({
        code: "custom",
        path: ["SCRYPT_COST"],
        message: `is less than ${SCRYPT_COST_DEFAULT}, which makes stolen password hashes cheap to guess: leave it unset, or set ${SCRYPT_COST_DEFAULT} or 16`,
      });
    }
    for (const name of ["TEST_DESIGN_PAGE", "TEST_FETCH_LOOPBACK"] as const) {
      if (!env[name] || isOnThisMachine(env)) continue;
      context.addIssue({
        code: "custom",
        path: [name],
        message: "is for tests on localhost, and APP_URL is another address: leave it unset",
      });
    }
    for (const provider of ["GITHUB", "GOOGLE", "OIDC"] as const) {
      const names = [`AUTH_${provider}_ID`, `AUTH_${provider}_SECRET`] as const;
      const group = provider === "OIDC" ? (["AUTH_OIDC_ISSUER", ...names] as const) : names;
      const given = group.filter((name) => env[name]);
      if (given.length === 0 || given.length === group.length) continue;
      const missing = group.filter((name) => !env[name]);
      context.addIssue({
        code: "custom",
        path: [missing[0] ?? ""],
        message: `is missing: ${given.join(" and ")} is set, so set ${missing.join(" and ")} too, or neither`,
      });
    }
    const dkim = ["DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY"] as const;
    const unsigned = dkim.filter((name) => !env[name]);
    if (unsigned.length > 0 && unsigned.length < dkim.length) {
      context.addIssue({
        code: "custom",
        path: [unsigned[0] ?? ""],
        message: "is missing: set all of DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY, or none",
      });
    }
    if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL) {
      context.addIssue({
        code: "custom",
        path: ["DATABASE_URL"],
        message: "is missing: DATABASE_DIRECT_URL is set, so set both, or neither",
      });
    }
    // with the embedded database, `npm start` creates one
    const signs = env.SMTP_URL || env.AUTH_GITHUB_ID || env.AUTH_GOOGLE_ID || env.AUTH_OIDC_ID;
    if (signs && env.DATABASE_URL && !env.AUTH_SECRET) {
      context.addIssue({
        code: "custom",
        path: ["AUTH_SECRET"],
        message:
          "is missing: sign-in by mail or by a provider needs it, so set it to 32 characters or more of random text, the same on every node",
      });
    }
  });

export type Env = z.output<typeof schema>;

/** Reads the settings, or throws one sentence per variable, each naming it and what to do. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const result = schema.safeParse(source);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  throw new Error(`The settings do not fit. ${lines.join(" ")} The README lists every setting.`);
}

let cached: Env | undefined;

/** The settings of this process, read once. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}
