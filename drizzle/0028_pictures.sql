CREATE TABLE "paper_pictures" (
	"paper_id" integer PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"bytes" "bytea",
	"hash" text,
	"media_type" text,
	"width" integer,
	"height" integer,
	"tried_at" timestamp with time zone,
	"error" text,
	CONSTRAINT "paper_pictures_whole" CHECK (num_nulls("paper_pictures"."bytes", "paper_pictures"."hash", "paper_pictures"."media_type", "paper_pictures"."width", "paper_pictures"."height") in (0, 5)),
	CONSTRAINT "paper_pictures_media_type" CHECK ("paper_pictures"."media_type" in ('image/png', 'image/jpeg', 'image/webp')),
	CONSTRAINT "paper_pictures_small" CHECK (octet_length("paper_pictures"."bytes") <= 2000000),
	CONSTRAINT "paper_pictures_error_length" CHECK (char_length("paper_pictures"."error") <= 500)
);
--> statement-breakpoint
ALTER TABLE "paper_pictures" ADD CONSTRAINT "paper_pictures_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "paper_pictures_hash" ON "paper_pictures" USING btree ("hash") WHERE "paper_pictures"."hash" is not null;