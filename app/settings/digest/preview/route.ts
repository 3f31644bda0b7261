import { mailAnswer } from "@/app/mail-answer";

/** How the reader's digest would look now. */
export function GET() {
  return mailAnswer((caller) => caller.digest.preview());
}
