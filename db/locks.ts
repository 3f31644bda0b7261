/**
 * Every advisory lock of the app. Postgres knows only their numbers, and two uses of one number
 * would wait for each other: give each new lock its own number here.
 */
export const locks = {
  /** Migrations run one process at a time. */
  migrations: 7_203_113,
  /** Batches that store or index papers run one at a time, across all processes. */
  imports: 7_203_114,
  /** Processes that start at the same time fill and rescore the installation one at a time. */
  installation: 7_203_115,
  /** Accounts are created and deleted one at a time. */
  accounts: 7_203_116,
  /** Batches that find related papers run one at a time, beside imports. */
  related: 7_203_117,
} as const;
