import { editionOfDay } from "../../edition-of-day";

/** Where the picker of a day leads. */
export const GET = (request: Request) => editionOfDay(request, "/papers");
