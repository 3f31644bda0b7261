CREATE TABLE "list_members" (
	"list_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "list_members_list_id_user_id_pk" PRIMARY KEY("list_id","user_id"),
	CONSTRAINT "list_members_role_known" CHECK ("list_members"."role" in ('viewer', 'commenter', 'contributor', 'editor', 'manager'))
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"team_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_members_team_id_user_id_pk" PRIMARY KEY("team_id","user_id"),
	CONSTRAINT "team_members_role_known" CHECK ("team_members"."role" in ('owner', 'admin', 'member'))
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"dissolved_at" timestamp with time zone,
	CONSTRAINT "teams_slug_unique" UNIQUE("slug"),
	CONSTRAINT "teams_slug_form" CHECK ("teams"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length("teams"."slug") between 2 and 40),
	CONSTRAINT "teams_name_length" CHECK (char_length("teams"."name") between 1 and 120),
	CONSTRAINT "teams_description_length" CHECK (char_length("teams"."description") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_audience_known";
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_parent_fk";
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_as_parent";
--> statement-breakpoint
DROP INDEX "user_papers_shelf";
--> statement-breakpoint
DROP INDEX "user_papers_all";
--> statement-breakpoint
ALTER TABLE "lists" ALTER COLUMN "owner_user_id" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "audience_list_id" uuid;
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "audience_team_id" uuid;
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "audience_key" text GENERATED ALWAYS AS (audience || coalesce(audience_list_id::text, audience_team_id::text, '')) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "hidden_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "hidden_by" uuid;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "team_id" uuid;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "team_role" text;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "list_id" uuid;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "list_role" text;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "uses" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "most_uses" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "user_papers" ADD COLUMN "favourite" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "user_papers" ADD COLUMN "tags" text[] DEFAULT '{}'::text[] NOT NULL;
--> statement-breakpoint
ALTER TABLE "user_papers" ADD COLUMN "deleted_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "list_items" ADD COLUMN "note" text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE "list_items" ADD COLUMN "note_by" uuid;
--> statement-breakpoint
ALTER TABLE "list_items" ADD COLUMN "revision" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "list_items" ADD COLUMN "deleted_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "list_items" ADD COLUMN "deleted_by" uuid;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "owner_team_id" uuid;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "created_by" uuid;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "visibility" text DEFAULT 'people' NOT NULL;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "member_role" text DEFAULT 'editor' NOT NULL;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "public_token" text;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "public_notes" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "revision" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "lists" ADD COLUMN "deleted_by" uuid;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "hides_votes" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "list_members" ADD CONSTRAINT "list_members_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "list_members" ADD CONSTRAINT "list_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "list_members" ADD CONSTRAINT "list_members_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "list_members_user" ON "list_members" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "list_members_granted_by" ON "list_members" USING btree ("granted_by");
--> statement-breakpoint
CREATE INDEX "team_members_user" ON "team_members" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "team_members_joined" ON "team_members" USING btree ("team_id","joined_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "teams_created_by" ON "teams" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "teams_dissolved" ON "teams" USING btree ("dissolved_at") WHERE "teams"."dissolved_at" is not null;
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_audience_list_id_lists_id_fk" FOREIGN KEY ("audience_list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_audience_team_id_teams_id_fk" FOREIGN KEY ("audience_team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_hidden_by_users_id_fk" FOREIGN KEY ("hidden_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_as_parent" UNIQUE("id","depth","paper_id","audience_key");
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_parent_fk" FOREIGN KEY ("parent_id","parent_depth","paper_id","audience_key") REFERENCES "public"."annotations"("id","depth","paper_id","audience_key") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_note_by_users_id_fk" FOREIGN KEY ("note_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_owner_team_id_teams_id_fk" FOREIGN KEY ("owner_team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "annotations_audience_list" ON "annotations" USING btree ("audience_list_id","created_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "annotations_audience_team" ON "annotations" USING btree ("audience_team_id","created_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "annotations_hidden_by" ON "annotations" USING btree ("hidden_by");
--> statement-breakpoint
CREATE INDEX "invitations_team" ON "invitations" USING btree ("team_id","created_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "invitations_list" ON "invitations" USING btree ("list_id","created_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "user_papers_deleted" ON "user_papers" USING btree ("deleted_at") WHERE "user_papers"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "list_items_added" ON "list_items" USING btree ("list_id","added_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "list_items_note_by" ON "list_items" USING btree ("note_by");
--> statement-breakpoint
CREATE INDEX "list_items_deleted_by" ON "list_items" USING btree ("deleted_by");
--> statement-breakpoint
CREATE INDEX "list_items_deleted" ON "list_items" USING btree ("deleted_at") WHERE "list_items"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "lists_owner_team" ON "lists" USING btree ("owner_team_id","created_at");
--> statement-breakpoint
CREATE INDEX "lists_created_by" ON "lists" USING btree ("created_by");
--> statement-breakpoint
CREATE INDEX "lists_deleted_by" ON "lists" USING btree ("deleted_by");
--> statement-breakpoint
CREATE INDEX "lists_deleted" ON "lists" USING btree ("deleted_at") WHERE "lists"."deleted_at" is not null;
--> statement-breakpoint
CREATE INDEX "votes_user" ON "votes" USING btree ("user_id","created_at" DESC NULLS LAST);
--> statement-breakpoint
CREATE INDEX "user_papers_all" ON "user_papers" USING btree ("user_id","saved_at" DESC NULLS LAST,"paper_id" DESC NULLS LAST) WHERE "user_papers"."deleted_at" is null;
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_publicToken_unique" UNIQUE("public_token");
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_audience_named" CHECK (("annotations"."audience" = 'list') = ("annotations"."audience_list_id" is not null) and ("annotations"."audience" = 'team') = ("annotations"."audience_team_id" is not null));
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_audience_known" CHECK ("annotations"."audience" in ('me', 'list', 'team', 'everyone'));
--> statement-breakpoint
-- an invitation that has been used is used up
UPDATE "invitations" SET "uses" = 1 WHERE "used_at" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_uses" CHECK ("invitations"."uses" between 0 and "invitations"."most_uses");
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_address_once" CHECK ("invitations"."email" is null or "invitations"."most_uses" = 1);
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_team_as" CHECK (("invitations"."team_id" is null) = ("invitations"."team_role" is null));
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_team_role_known" CHECK ("invitations"."team_role" in ('owner', 'admin', 'member'));
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_list_as" CHECK (case when "invitations"."list_id" is null then "invitations"."list_role" is null else ("invitations"."list_role" is null) = ("invitations"."team_id" is not null) end);
--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_list_role_known" CHECK ("invitations"."list_role" in ('viewer', 'commenter', 'contributor', 'editor', 'manager'));
--> statement-breakpoint
ALTER TABLE "user_papers" ADD CONSTRAINT "user_papers_tags_few" CHECK (cardinality("user_papers"."tags") <= 50);
--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_note_length" CHECK (char_length("list_items"."note") <= 2000);
--> statement-breakpoint
UPDATE "lists" SET "created_by" = "owner_user_id";
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_one_owner" CHECK (num_nonnulls("lists"."owner_user_id", "lists"."owner_team_id") = 1);
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_visibility_known" CHECK ("lists"."visibility" in ('team', 'people'));
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_team_sees_its_own" CHECK ("lists"."visibility" = 'people' or "lists"."owner_team_id" is not null);
--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_member_role_known" CHECK ("lists"."member_role" in ('viewer', 'commenter', 'contributor', 'editor', 'manager'));
--> statement-breakpoint
-- A team always has an owner, whoever leaves, is removed or changes role, at once or one after the
-- other: those who would take the last one wait in line for the team's row, and the last is refused.
CREATE FUNCTION team_keeps_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	team uuid;
BEGIN
	IF tg_table_name = 'teams' THEN
		team := new.id;
	ELSE
		team := old.team_id;
	END IF;
	PERFORM FROM teams WHERE id = team FOR UPDATE;
	IF found AND NOT EXISTS (SELECT FROM team_members WHERE team_id = team AND role = 'owner') THEN
		RAISE EXCEPTION 'a team needs an owner'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'team_keeps_an_owner';
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER team_keeps_an_owner AFTER DELETE OR UPDATE OF role ON "team_members"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION team_keeps_an_owner();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER team_begins_with_an_owner AFTER INSERT ON "teams"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION team_keeps_an_owner();
