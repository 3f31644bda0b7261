import { createHash, randomBytes } from "node:crypto";

/** What is stored of a token: who reads the database cannot use it. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("base64url");

/** 256 random bits, safe in an address and in a cookie. */
export const newToken = () => randomBytes(32).toString("base64url");
