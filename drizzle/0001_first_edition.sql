CREATE TABLE "annotations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"paper_id" integer NOT NULL,
	"version" integer NOT NULL,
	"author_id" uuid,
	"audience" text NOT NULL,
	"parent_id" uuid,
	"depth" smallint GENERATED ALWAYS AS (case when parent_id is null then 0 else 1 end) STORED NOT NULL,
	"parent_depth" smallint GENERATED ALWAYS AS (case when parent_id is null then null else 0 end) STORED,
	"body" text DEFAULT '' NOT NULL,
	"start" integer,
	"end" integer,
	"exact" text,
	"prefix" text,
	"suffix" text,
	"text_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "annotations_as_parent" UNIQUE("id","depth","paper_id","audience"),
	CONSTRAINT "annotations_audience_known" CHECK ("annotations"."audience" in ('me', 'everyone')),
	CONSTRAINT "annotations_target_whole" CHECK (num_nulls("annotations"."start", "annotations"."end", "annotations"."exact", "annotations"."prefix", "annotations"."suffix", "annotations"."text_hash") in (0, 6)),
	CONSTRAINT "annotations_target_ordered" CHECK ("annotations"."start" >= 0 and "annotations"."end" > "annotations"."start"),
	CONSTRAINT "annotations_reply_without_target" CHECK ("annotations"."parent_id" is null or "annotations"."start" is null),
	CONSTRAINT "annotations_says_something" CHECK ("annotations"."body" <> '' or "annotations"."start" is not null),
	CONSTRAINT "annotations_body_length" CHECK (char_length("annotations"."body") <= 10000)
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"email" text,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"used_by" uuid,
	"used_at" timestamp with time zone,
	CONSTRAINT "invitations_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pending_sign_ups" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"invitation_id" uuid,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"session_token" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"feed_date" date PRIMARY KEY NOT NULL,
	"curators" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"paper_id" integer PRIMARY KEY NOT NULL,
	"votes" integer DEFAULT 0 NOT NULL,
	"source" text,
	"source_upvotes" integer DEFAULT 0 NOT NULL,
	"source_upvotes_as_of" timestamp with time zone,
	"trending" double precision,
	CONSTRAINT "standings_votes_not_negative" CHECK ("standings"."votes" >= 0),
	CONSTRAINT "standings_source_upvotes_named" CHECK ("standings"."source_upvotes" >= 0 and ("standings"."source_upvotes" = 0 or "standings"."source" is not null))
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"paper_id" integer PRIMARY KEY NOT NULL,
	"feed_date" date NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp with time zone,
	"position" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "user_papers" (
	"user_id" uuid NOT NULL,
	"paper_id" integer NOT NULL,
	"status" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_papers_user_id_paper_id_pk" PRIMARY KEY("user_id","paper_id"),
	CONSTRAINT "user_papers_status_known" CHECK ("user_papers"."status" in ('to_read', 'reading', 'read'))
);
--> statement-breakpoint
CREATE TABLE "list_items" (
	"list_id" uuid NOT NULL,
	"paper_id" integer NOT NULL,
	"position" text COLLATE "C" NOT NULL,
	"added_by" uuid,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "list_items_list_id_paper_id_pk" PRIMARY KEY("list_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"owner_user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "lists_name_length" CHECK (char_length("lists"."name") between 1 and 120),
	CONSTRAINT "lists_description_length" CHECK (char_length("lists"."description") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "paper_versions" (
	"paper_id" integer NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"abstract" text NOT NULL,
	"abstract_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "paper_versions_paper_id_version_pk" PRIMARY KEY("paper_id","version"),
	CONSTRAINT "paper_versions_version_positive" CHECK ("paper_versions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "papers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"arxiv_id" text,
	"title_key" text,
	"title" text NOT NULL,
	"abstract" text NOT NULL,
	"authors" text[] DEFAULT '{}'::text[] NOT NULL,
	"categories" text[] DEFAULT '{}'::text[] NOT NULL,
	"keywords" text[] DEFAULT '{}'::text[] NOT NULL,
	"published_at" timestamp with time zone,
	"published_precision" text,
	"latest_version" integer,
	"comment" text,
	"organization" text,
	"github_url" text,
	"github_stars" integer,
	"project_url" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (paper_search(title, authors, abstract)) STORED NOT NULL,
	CONSTRAINT "papers_slug_unique" UNIQUE("slug"),
	CONSTRAINT "papers_arxivId_unique" UNIQUE("arxiv_id"),
	CONSTRAINT "papers_identified" CHECK (("papers"."arxiv_id" is null) <> ("papers"."title_key" is null)),
	CONSTRAINT "papers_published_precision" CHECK (("papers"."published_at" is null) = ("papers"."published_precision" is null) and "papers"."published_precision" in ('second', 'day', 'month')),
	CONSTRAINT "papers_title_present" CHECK ("papers"."title" <> '')
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	"password_hash" text,
	"role" text DEFAULT 'reader' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_role_known" CHECK ("users"."role" in ('reader', 'administrator')),
	CONSTRAINT "users_name_length" CHECK (char_length("users"."name") between 1 and 100),
	CONSTRAINT "users_email_length" CHECK (char_length("users"."email") between 3 and 254)
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"user_id" uuid NOT NULL,
	"paper_id" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "votes_user_id_paper_id_pk" PRIMARY KEY("user_id","paper_id")
);
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_version_fk" FOREIGN KEY ("paper_id","version") REFERENCES "public"."paper_versions"("paper_id","version") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_parent_fk" FOREIGN KEY ("parent_id","parent_depth","paper_id","audience") REFERENCES "public"."annotations"("id","depth","paper_id","audience") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_sign_ups" ADD CONSTRAINT "pending_sign_ups_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standings" ADD CONSTRAINT "standings_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_feed_date_editions_feed_date_fk" FOREIGN KEY ("feed_date") REFERENCES "public"."editions"("feed_date") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_papers" ADD CONSTRAINT "user_papers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_papers" ADD CONSTRAINT "user_papers_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_owner_user_id_users_id_fk" FOREIGN KEY ("owner_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_versions" ADD CONSTRAINT "paper_versions_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "votes" ADD CONSTRAINT "votes_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotations_paper" ON "annotations" USING btree ("paper_id","created_at");--> statement-breakpoint
CREATE INDEX "annotations_author" ON "annotations" USING btree ("author_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "annotations_parent" ON "annotations" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "invitations_created_by" ON "invitations" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "invitations_used_by" ON "invitations" USING btree ("used_by");--> statement-breakpoint
CREATE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_sign_ups_invitation" ON "pending_sign_ups" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "standings_trending" ON "standings" USING btree ("trending" DESC NULLS LAST,"paper_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "submissions_feed_date" ON "submissions" USING btree ("feed_date");--> statement-breakpoint
CREATE INDEX "submissions_submitted_by" ON "submissions" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "user_papers_shelf" ON "user_papers" USING btree ("user_id","status","saved_at" DESC NULLS LAST,"paper_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "user_papers_all" ON "user_papers" USING btree ("user_id","saved_at" DESC NULLS LAST,"paper_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "user_papers_paper" ON "user_papers" USING btree ("paper_id");--> statement-breakpoint
CREATE UNIQUE INDEX "list_items_position_unique" ON "list_items" USING btree ("list_id","position");--> statement-breakpoint
CREATE INDEX "list_items_paper" ON "list_items" USING btree ("paper_id");--> statement-breakpoint
CREATE INDEX "list_items_added_by" ON "list_items" USING btree ("added_by");--> statement-breakpoint
CREATE INDEX "lists_owner_user" ON "lists" USING btree ("owner_user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "papers_title_key_unique" ON "papers" USING btree ("title_key");--> statement-breakpoint
CREATE INDEX "papers_search" ON "papers" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "votes_paper" ON "votes" USING btree ("paper_id","created_at");