CREATE TABLE "sign_ins" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"way" text NOT NULL,
	"provider" text,
	"browser" text NOT NULL,
	"refused" boolean DEFAULT false NOT NULL,
	CONSTRAINT "sign_ins_way_known" CHECK ("sign_ins"."way" in ('password', 'passkey', 'link', 'provider')),
	CONSTRAINT "sign_ins_provider" CHECK (("sign_ins"."way" = 'provider') = ("sign_ins"."provider" is not null))
);
--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_ins_user" ON "sign_ins" USING btree ("user_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sign_ins_at" ON "sign_ins" USING btree ("at");