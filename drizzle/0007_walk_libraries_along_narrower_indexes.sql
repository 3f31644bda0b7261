DROP INDEX "papers_library";--> statement-breakpoint
CREATE INDEX "papers_sort_title" ON "papers" USING btree ("id","sort_title");--> statement-breakpoint
CREATE INDEX "papers_library" ON "papers" USING btree ("id","published_at","categories");