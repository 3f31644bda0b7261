/** The size of an installation. */
export interface Size {
  papers: number;
  users: number;
  votes: number;
  /** Teams besides the measured ones. */
  teams: number;
  /** How many of them are as large as the largest. */
  largeTeams: number;
}

export const FULL: Size = {
  papers: 200_000,
  users: 20_000,
  votes: 2_000_000,
  teams: 400,
  largeTeams: 5,
};

export const TENTH: Size = {
  papers: 20_000,
  users: 2_000,
  votes: 200_000,
  teams: 40,
  largeTeams: 0,
};

/**
 * What is measured has the same size in every installation: an edition of 50 papers, a team of 500
 * with 200 collections of 1,000, a library of 10,000. Only the data around it grows. A second team,
 * a tenth of the size, shows the cost for a small team.
 */
export const MEASURED = {
  editionPapers: 50,
  team: { members: 500, collections: 200 },
  tenthTeam: { members: 50, collections: 20 },
  collectionPapers: 1_000,
  /** Readers with a large library, measured in turn. */
  libraries: 10,
  libraryPapers: 10_000,
  libraryNotes: 2_000,
} as const;
