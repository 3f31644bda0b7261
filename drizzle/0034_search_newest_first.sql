CREATE INDEX "papers_search_new" ON "papers" USING gin ((array[("id" >> 10) * 4, ("id" >> 15) * 4 + 1, ("id" >> 20) * 4 + 2, ("id" >> 25) * 4 + 3]),"search") WITH (gin_pending_list_limit=256);--> statement-breakpoint
ALTER TABLE "search_words" ADD COLUMN "frequency" smallint GENERATED ALWAYS AS (case when papers > 0 then floor(ln(papers) / ln(2)) end) STORED;--> statement-breakpoint
CREATE INDEX "search_words_frequency" ON "search_words" USING btree ("frequency","word");--> statement-breakpoint
DROP INDEX "papers_search";--> statement-breakpoint
ALTER INDEX "papers_search_new" RENAME TO "papers_search";
