CREATE TABLE "list_removals" (
	"list_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"removed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "list_removals_list_id_user_id_pk" PRIMARY KEY("list_id","user_id"),
	CONSTRAINT "list_removals_role_known" CHECK ("list_removals"."role" in ('viewer', 'commenter', 'contributor', 'editor', 'manager'))
);
--> statement-breakpoint
ALTER TABLE "list_removals" ADD CONSTRAINT "list_removals_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_removals" ADD CONSTRAINT "list_removals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "list_removals_user" ON "list_removals" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "list_removals_removed" ON "list_removals" USING btree ("removed_at");