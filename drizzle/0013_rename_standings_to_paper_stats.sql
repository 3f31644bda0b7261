ALTER TABLE "standings" RENAME TO "paper_stats";--> statement-breakpoint
ALTER TABLE "paper_stats" RENAME CONSTRAINT "standings_pkey" TO "paper_stats_pkey";--> statement-breakpoint
ALTER TABLE "paper_stats" RENAME CONSTRAINT "standings_paper_id_papers_id_fk" TO "paper_stats_paper_id_papers_id_fk";--> statement-breakpoint
ALTER TABLE "paper_stats" RENAME CONSTRAINT "standings_votes_not_negative" TO "paper_stats_votes_not_negative";--> statement-breakpoint
ALTER TABLE "paper_stats" RENAME CONSTRAINT "standings_source_upvotes_named" TO "paper_stats_source_upvotes_named";--> statement-breakpoint
ALTER INDEX "standings_trending" RENAME TO "paper_stats_trending";