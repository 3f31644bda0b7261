/** Joins the lines of a text that its source has wrapped; runs of white space become one space. */
export const flowing = (text: string) => text.replace(/\s+/g, " ").trim();
