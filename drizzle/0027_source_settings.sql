CREATE TABLE "sources" (
	"id" text PRIMARY KEY NOT NULL,
	"is_on" boolean NOT NULL,
	"categories" text[] DEFAULT '{}'::text[] NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"read_to" date,
	CONSTRAINT "sources_known" CHECK ("sources"."id" in ('hugging-face', 'arxiv')),
	CONSTRAINT "sources_categories_few" CHECK (cardinality("sources"."categories") <= 20)
);
