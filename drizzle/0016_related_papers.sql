CREATE TABLE "paper_terms" (
	"paper_id" integer PRIMARY KEY NOT NULL,
	"terms" integer[] NOT NULL,
	"weights" real[] NOT NULL,
	CONSTRAINT "paper_terms_weighted" CHECK (cardinality("paper_terms"."terms") = cardinality("paper_terms"."weights"))
);
--> statement-breakpoint
CREATE TABLE "papers_to_relate" (
	"paper_id" integer PRIMARY KEY NOT NULL,
	"is_read" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "related_papers" (
	"paper_id" integer NOT NULL,
	"other_id" integer NOT NULL,
	"nearness" double precision NOT NULL,
	CONSTRAINT "related_papers_paper_id_other_id_pk" PRIMARY KEY("paper_id","other_id"),
	CONSTRAINT "related_papers_two" CHECK ("related_papers"."paper_id" <> "related_papers"."other_id"),
	CONSTRAINT "related_papers_nearness_positive" CHECK ("related_papers"."nearness" > 0)
);
--> statement-breakpoint
ALTER TABLE "paper_terms" ADD CONSTRAINT "paper_terms_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers_to_relate" ADD CONSTRAINT "papers_to_relate_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "related_papers" ADD CONSTRAINT "related_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "related_papers" ADD CONSTRAINT "related_papers_other_id_papers_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "paper_terms_terms" ON "paper_terms" USING gin ("terms") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "papers_to_relate_unread" ON "papers_to_relate" USING btree ("paper_id") WHERE not "papers_to_relate"."is_read";--> statement-breakpoint
CREATE INDEX "related_papers_other" ON "related_papers" USING btree ("other_id");