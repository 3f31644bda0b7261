import pino from "pino";
import { env } from "./env";

let instance: pino.Logger | undefined;

/** The process's log: JSON lines, with secrets and readers' addresses left out. */
export function log(): pino.Logger {
  instance ??= pino({
    level: env().LOG_LEVEL,
    base: { service: "broadsheet" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "password",
        "token",
        "cookie",
        "authorization",
        "email",
        "*.password",
        "*.token",
        "*.email",
      ],
      censor: "[redacted]",
    },
  });
  return instance;
}
