/** The app cannot start, and the message says why and what to do, in one sentence. */
export class StartError extends Error {
  override name = "StartError";
}
