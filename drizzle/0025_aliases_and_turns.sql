CREATE TABLE "paper_aliases" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"paper_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "paper_aliases_kind_value_pk" PRIMARY KEY("kind","value"),
	CONSTRAINT "paper_aliases_kind" CHECK ("paper_aliases"."kind" in ('slug', 'doi', 'openreview')),
	CONSTRAINT "paper_aliases_value_length" CHECK (char_length("paper_aliases"."value") between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "source_turns" (
	"site" text PRIMARY KEY NOT NULL,
	"holder" uuid,
	"held_until" timestamp with time zone,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "paper_aliases" ADD CONSTRAINT "paper_aliases_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "paper_aliases_paper" ON "paper_aliases" USING btree ("paper_id");