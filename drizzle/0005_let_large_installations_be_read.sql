-- Where the alphabet places a title. A function, because generated columns need one that is immutable.
CREATE FUNCTION paper_sort_title(title text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT left(lower(public.unaccent('public.unaccent'::regdictionary, ltrim(title, ' $"''“‘([{\'))), 80)
  $$;
--> statement-breakpoint
ALTER TABLE "papers" ADD COLUMN "sort_title" text GENERATED ALWAYS AS (paper_sort_title(title)) STORED NOT NULL;
--> statement-breakpoint
-- No source has so many categories; what a file once said beyond them would not fit into the index.
UPDATE "papers" SET "categories" = "categories"[1:6]
  WHERE cardinality("categories") > 21 OR octet_length(array_to_string("categories", '')) > 1000;
--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_categories_short" CHECK (cardinality("papers"."categories") <= 21 and octet_length(array_to_string("papers"."categories", '')) <= 1000);
--> statement-breakpoint
CREATE INDEX "papers_library" ON "papers" USING btree ("id","published_at","sort_title","categories");
