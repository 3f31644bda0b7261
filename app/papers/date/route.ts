import { editionOfDay } from "../../edition-of-day";

/** Where the picker of a day leads. */
export function GET(request: Request) {
  return editionOfDay(request, "/papers");
}
