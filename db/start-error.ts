/** The app cannot start. The message says why and what to do, in one sentence. */
export class StartError extends Error {
  override name = "StartError";
}
