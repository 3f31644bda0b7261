-- By what titles are compared: Latin letters and digits, or all but white space and punctuation
-- where a title has few of those. Titles that are equal to `titleKeyOf` are equal here.
CREATE FUNCTION paper_same_title(title text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left(CASE WHEN length(letters) >= 10 THEN letters
      ELSE regexp_replace(lower(normalize(title, NFKD) COLLATE "C"), '[[:space:][:punct:]]+', '', 'g') END, 200)
    FROM regexp_replace(lower(normalize(title, NFKD) COLLATE "C"), '[^a-z0-9]+', '', 'g') letters
  $$;
--> statement-breakpoint
CREATE TABLE "paper_upvotes" (
	"paper_id" integer NOT NULL,
	"source" text NOT NULL,
	"upvotes" integer NOT NULL,
	"as_of" timestamp with time zone,
	CONSTRAINT "paper_upvotes_paper_id_source_pk" PRIMARY KEY("paper_id","source"),
	CONSTRAINT "paper_upvotes_not_negative" CHECK ("paper_upvotes"."upvotes" >= 0)
);
--> statement-breakpoint
ALTER TABLE "paper_versions" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "paper_versions" ADD COLUMN "published_precision" text;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "doi" text;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "journal_ref" text;--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "withdrawn" boolean;--> statement-breakpoint
ALTER TABLE "paper_upvotes" ADD CONSTRAINT "paper_upvotes_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "papers_same_title" ON "papers" USING btree (paper_same_title("title"));--> statement-breakpoint
ALTER TABLE "paper_versions" ADD CONSTRAINT "paper_versions_published_precision" CHECK (("paper_versions"."published_at" is null) = ("paper_versions"."published_precision" is null) and "paper_versions"."published_precision" in ('second', 'day', 'month'));--> statement-breakpoint
INSERT INTO "paper_upvotes" ("paper_id", "source", "upvotes", "as_of")
  SELECT "paper_id", "source", "source_upvotes", "source_upvotes_as_of" FROM "paper_stats" WHERE "source" IS NOT NULL;
