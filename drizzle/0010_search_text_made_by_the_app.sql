CREATE TABLE "search_words" (
	"version" integer NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	"stem" text COLLATE "C" NOT NULL,
	"papers" integer NOT NULL,
	"misspellings" integer[] DEFAULT '{}'::integer[] NOT NULL,
	CONSTRAINT "search_words_word_version_pk" PRIMARY KEY("word","version")
);
--> statement-breakpoint
-- What was generated stays and is searched until the app has made it again, paper by paper.
ALTER TABLE "papers" ALTER COLUMN "search" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "papers" ALTER COLUMN "search" SET DEFAULT ''::tsvector;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "search_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "search_words_stem" ON "search_words" USING btree ("stem");--> statement-breakpoint
CREATE INDEX "search_words_misspellings" ON "search_words" USING gin ("misspellings");--> statement-breakpoint
-- Every import counts the common words up: room on their pages, so that no index changes with them.
ALTER TABLE "search_words" SET (fillfactor = 60);--> statement-breakpoint
DROP FUNCTION paper_search(text, text[], text);--> statement-breakpoint
DROP TEXT SEARCH CONFIGURATION paper_text;--> statement-breakpoint
DROP TEXT SEARCH CONFIGURATION paper_names;
