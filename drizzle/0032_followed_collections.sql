CREATE TABLE "digest_opened" (
	"subscription_id" uuid NOT NULL,
	"paper_id" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "digest_opened_subscription_id_paper_id_pk" PRIMARY KEY("subscription_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "followed_collections" (
	"user_id" uuid NOT NULL,
	"list_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "followed_collections_user_id_list_id_pk" PRIMARY KEY("user_id","list_id")
);
--> statement-breakpoint
ALTER TABLE "digest_subscriptions" DROP CONSTRAINT "digest_subscriptions_contents";--> statement-breakpoint
ALTER TABLE "digest_subscriptions" ALTER COLUMN "contents" SET DEFAULT '{edition,topics,teams,collections,notes}'::text[];--> statement-breakpoint
ALTER TABLE "digest_opened" ADD CONSTRAINT "digest_opened_subscription_id_digest_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."digest_subscriptions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_opened" ADD CONSTRAINT "digest_opened_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "followed_collections" ADD CONSTRAINT "followed_collections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "followed_collections" ADD CONSTRAINT "followed_collections_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digest_opened_paper" ON "digest_opened" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "digest_opened_at" ON "digest_opened" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "followed_collections_list" ON "followed_collections" USING btree ("list_id");--> statement-breakpoint
-- who gets what their teams do also gets the collections that they will follow: none as yet
UPDATE "digest_subscriptions" SET "contents" = array_append("contents", 'collections') WHERE "user_id" IS NOT NULL AND 'teams' = ANY("contents");--> statement-breakpoint
ALTER TABLE "digest_subscriptions" ADD CONSTRAINT "digest_subscriptions_contents" CHECK ("digest_subscriptions"."contents" <@ '{edition,topics,teams,collections,notes}'::text[] and cardinality("digest_subscriptions"."contents") between 1 and 5);