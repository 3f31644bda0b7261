import { createHash, randomBytes } from "node:crypto";

/** The stored form of a token: reading the database does not reveal it. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url");

/** 256 random bits, safe in URLs and cookies. */
export const newToken = () => randomBytes(32).toString("base64url");
