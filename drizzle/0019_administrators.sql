CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"subject_id" uuid,
	"subject_name" text,
	"detail" text DEFAULT '' NOT NULL,
	CONSTRAINT "audit_log_act_length" CHECK (char_length("audit_log"."act") between 1 and 40),
	CONSTRAINT "audit_log_detail_length" CHECK (char_length("audit_log"."detail") <= 1000),
	CONSTRAINT "audit_log_subject_named" CHECK (("audit_log"."subject_id" is null) = ("audit_log"."subject_name" is null))
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "blocked_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "users_created" ON "users" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ((lower("email") collate "C"),"id");--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ((lower("name") collate "C"),"id");--> statement-breakpoint
CREATE INDEX "users_by_last_name" ON "users" USING btree ((lower(substring("name" from '[^ ]*$')) collate "C"),"id");--> statement-breakpoint
CREATE INDEX "users_administrators" ON "users" USING btree ("id") WHERE "users"."role" = 'administrator';