/** The parts of citation-js, which has no types, that the tests use. */
declare module "@citation-js/core" {
  export interface CslName {
    family?: string;
    given?: string;
    suffix?: string;
    "non-dropping-particle"?: string;
    "dropping-particle"?: string;
  }
  export class Cite {
    constructor(input: string, options: { forceType: string });
    data: { id: string; title: string; author?: CslName[]; URL?: string; DOI?: string }[];
  }
}
declare module "@citation-js/plugin-bibtex";
