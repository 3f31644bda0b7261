CREATE TABLE "source_days" (
	"source" text NOT NULL,
	"day" date NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	"fetched_at" timestamp with time zone,
	"error" text,
	"read" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "source_days_source_day_pk" PRIMARY KEY("source","day"),
	CONSTRAINT "source_days_error_length" CHECK (char_length("source_days"."error") <= 500)
);
