/**
 * Every advisory lock of the app. Postgres knows them by number only, so two with one number would
 * wait for each other: a new one gets a number of its own here.
 */
export const locks = {
  /** Migrations run one process at a time. */
  migrations: 7_203_113,
  /** Batches that store or index papers, of all processes, run one at a time. */
  imports: 7_203_114,
  /** Processes that start at the same time fill and rescore an installation one at a time. */
  installation: 7_203_115,
  /** Accounts are created and deleted one at a time. */
  accounts: 7_203_116,
} as const;
