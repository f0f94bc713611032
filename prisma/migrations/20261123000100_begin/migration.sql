-- CreateEnum
CREATE TYPE "app"."Role" AS ENUM ('member', 'admin');

-- CreateEnum
CREATE TYPE "app"."ProjectState" AS ENUM ('open', 'contracted', 'completed', 'cancelled');

-- CreateEnum
CREATE TYPE "app"."ProposalState" AS ENUM ('submitted', 'accepted', 'declined', 'withdrawn');

-- CreateTable
CREATE TABLE "app"."agreement" (
    "id" TEXT NOT NULL,
    "project_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "developer" TEXT NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "escrow" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "court" TEXT NOT NULL,
    "config" DECIMAL(78,0) NOT NULL,
    "previous" TEXT NOT NULL,
    "brief" TEXT NOT NULL,
    "milestones" JSONB NOT NULL,
    "client_signature" TEXT,
    "developer_signature" TEXT,
    "sign_by" TIMESTAMPTZ(3) NOT NULL,
    "replaced_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."document" (
    "digest" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "agreement" TEXT,
    "milestone_index" INTEGER,
    "author" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "app"."settlement_offer" (
    "agreement_id" TEXT NOT NULL,
    "milestone_index" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "developer_bps" INTEGER NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settlement_offer_pkey" PRIMARY KEY ("agreement_id","milestone_index","by")
);

-- CreateTable
CREATE TABLE "chain"."cursor" (
    "chain_id" INTEGER NOT NULL,
    "block" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "final" BIGINT NOT NULL,
    "genesis_hash" TEXT NOT NULL,
    "deployment" TEXT NOT NULL,

    CONSTRAINT "cursor_pkey" PRIMARY KEY ("chain_id")
);

-- CreateTable
CREATE TABLE "chain"."block" (
    "chain_id" INTEGER NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "parent" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "block_pkey" PRIMARY KEY ("chain_id","number")
);

-- CreateTable
CREATE TABLE "chain"."log" (
    "chain_id" INTEGER NOT NULL,
    "block" BIGINT NOT NULL,
    "block_hash" TEXT NOT NULL,
    "tx_hash" TEXT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "contract" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "args" JSONB NOT NULL,

    CONSTRAINT "log_pkey" PRIMARY KEY ("chain_id","block","log_index")
);

-- CreateTable
CREATE TABLE "chain"."escrow_agreement" (
    "id" TEXT NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "escrow" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "developer" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "court" TEXT NOT NULL,
    "config" DECIMAL(78,0) NOT NULL,
    "fee_bps" INTEGER NOT NULL,
    "review_period" BIGINT NOT NULL,
    "previous" TEXT NOT NULL,
    "brief" TEXT NOT NULL,
    "funded" INTEGER NOT NULL,
    "accepted" BOOLEAN NOT NULL,
    "cancelled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_block" BIGINT NOT NULL,
    "tx_hash" TEXT NOT NULL,

    CONSTRAINT "escrow_agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chain"."milestone" (
    "agreement_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "due" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "clock" TIMESTAMPTZ(3),
    "changes_requested" INTEGER NOT NULL DEFAULT 0,
    "locked" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "to_developer" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "to_client" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "fee" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "case_id" TEXT,
    "delivery" TEXT,
    "change_request" TEXT,

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("agreement_id","index")
);

-- CreateTable
CREATE TABLE "chain"."movement" (
    "chain_id" INTEGER NOT NULL,
    "block" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "tx_hash" TEXT NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "index" INTEGER,
    "token" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "fee" DECIMAL(78,0) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "movement_pkey" PRIMARY KEY ("chain_id","block","log_index")
);

-- CreateTable
CREATE TABLE "chain"."credit" (
    "chain_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "credit_pkey" PRIMARY KEY ("chain_id","source","account","token")
);

-- CreateTable
CREATE TABLE "chain"."case" (
    "case_id" TEXT NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "agreement_id" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "escrow" TEXT NOT NULL,
    "claimant" TEXT NOT NULL,
    "respondent" TEXT NOT NULL,
    "at_stake" DECIMAL(78,0) NOT NULL,
    "deposit" DECIMAL(78,0) NOT NULL,
    "period" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "answer_by" TIMESTAMPTZ(3) NOT NULL,
    "evidence_by" TIMESTAMPTZ(3),
    "seed_block" BIGINT,
    "commit_by" TIMESTAMPTZ(3),
    "reveal_by" TIMESTAMPTZ(3),
    "developer_bps" INTEGER,
    "reason" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "ruled_at" TIMESTAMPTZ(3),
    "to_developer" DECIMAL(78,0),
    "to_client" DECIMAL(78,0),

    CONSTRAINT "case_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "chain"."evidence" (
    "chain_id" INTEGER NOT NULL,
    "block" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "tx_hash" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("chain_id","block","log_index")
);

-- CreateTable
CREATE TABLE "chain"."panel_member" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "seat" BIGINT NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "arbiter" TEXT NOT NULL,
    "commitment" TEXT,
    "vote" INTEGER,
    "slashed" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "rewarded" DECIMAL(78,0) NOT NULL DEFAULT 0,

    CONSTRAINT "panel_member_pkey" PRIMARY KEY ("case_id","round","seat")
);

-- CreateTable
CREATE TABLE "chain"."seat" (
    "chain_id" INTEGER NOT NULL,
    "seat" BIGINT NOT NULL,
    "arbiter" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),

    CONSTRAINT "seat_pkey" PRIMARY KEY ("chain_id","seat")
);

-- CreateTable
CREATE TABLE "chain"."standing" (
    "chain_id" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "experience" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "completed" INTEGER NOT NULL DEFAULT 0,
    "won" INTEGER NOT NULL DEFAULT 0,
    "lost" INTEGER NOT NULL DEFAULT 0,
    "last_activity" TIMESTAMPTZ(3),

    CONSTRAINT "standing_pkey" PRIMARY KEY ("chain_id","account")
);

-- CreateTable
CREATE TABLE "chain"."reputation_event" (
    "chain_id" INTEGER NOT NULL,
    "block" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "tx_hash" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "gained" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "total" DECIMAL(78,0),
    "agreement_id" TEXT,
    "case_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reputation_event_pkey" PRIMARY KEY ("chain_id","block","log_index")
);

-- CreateTable
CREATE TABLE "chain"."undo" (
    "id" BIGSERIAL NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "block" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "key" JSONB NOT NULL,
    "before" JSONB,

    CONSTRAINT "undo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bus"."outbox" (
    "seq" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "request_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "bus"."consumer" (
    "name" TEXT NOT NULL,
    "xid" xid8 NOT NULL DEFAULT '0'::xid8,
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "consumer_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "app"."person" (
    "address" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "headline" TEXT NOT NULL DEFAULT '',
    "bio" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL DEFAULT '',
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "links" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "available_hours" INTEGER NOT NULL DEFAULT 0,
    "role" "app"."Role" NOT NULL DEFAULT 'member',
    "joined_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "app"."session" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."sign_in_nonce" (
    "nonce" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_nonce_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "app"."rate_limit" (
    "key" TEXT NOT NULL,
    "window_end" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key","window_end")
);

-- CreateTable
CREATE TABLE "app"."notification" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "source_key" TEXT NOT NULL,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."project" (
    "id" UUID NOT NULL,
    "client" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "brief" TEXT NOT NULL,
    "field" TEXT NOT NULL,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "token" TEXT NOT NULL,
    "budget" DECIMAL(78,0) NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "state" "app"."ProjectState" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app"."proposal" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "developer" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "review_period" INTEGER NOT NULL,
    "milestones" JSONB NOT NULL,
    "total" DECIMAL(78,0) NOT NULL,
    "state" "app"."ProposalState" NOT NULL DEFAULT 'submitted',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "agreement_client_created_at_idx" ON "app"."agreement"("client", "created_at" DESC);

-- CreateIndex
CREATE INDEX "agreement_developer_created_at_idx" ON "app"."agreement"("developer", "created_at" DESC);

-- CreateIndex
CREATE INDEX "agreement_project_id_idx" ON "app"."agreement"("project_id");

-- CreateIndex
CREATE INDEX "agreement_proposal_id_idx" ON "app"."agreement"("proposal_id");

-- CreateIndex
CREATE INDEX "document_agreement_idx" ON "app"."document"("agreement");

-- CreateIndex
CREATE INDEX "log_tx_hash_idx" ON "chain"."log"("tx_hash");

-- CreateIndex
CREATE UNIQUE INDEX "log_chain_id_tx_hash_log_index_key" ON "chain"."log"("chain_id", "tx_hash", "log_index");

-- CreateIndex
CREATE INDEX "escrow_agreement_client_idx" ON "chain"."escrow_agreement"("client");

-- CreateIndex
CREATE INDEX "escrow_agreement_developer_idx" ON "chain"."escrow_agreement"("developer");

-- CreateIndex
CREATE INDEX "movement_agreement_id_block_log_index_idx" ON "chain"."movement"("agreement_id", "block", "log_index");

-- CreateIndex
CREATE INDEX "case_agreement_id_idx" ON "chain"."case"("agreement_id");

-- CreateIndex
CREATE INDEX "case_period_idx" ON "chain"."case"("period");

-- CreateIndex
CREATE INDEX "case_opened_at_case_id_idx" ON "chain"."case"("opened_at" DESC, "case_id");

-- CreateIndex
CREATE INDEX "evidence_case_id_idx" ON "chain"."evidence"("case_id");

-- CreateIndex
CREATE INDEX "panel_member_arbiter_idx" ON "chain"."panel_member"("arbiter");

-- CreateIndex
CREATE INDEX "seat_arbiter_idx" ON "chain"."seat"("arbiter");

-- CreateIndex
CREATE INDEX "standing_account_idx" ON "chain"."standing"("account");

-- CreateIndex
CREATE INDEX "reputation_event_account_block_log_index_idx" ON "chain"."reputation_event"("account", "block", "log_index");

-- CreateIndex
CREATE INDEX "undo_chain_id_block_idx" ON "chain"."undo"("chain_id", "block");

-- CreateIndex
CREATE INDEX "outbox_xid_seq_idx" ON "bus"."outbox"("xid", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "person_handle_key" ON "app"."person"("handle");

-- CreateIndex
CREATE INDEX "person_skills_idx" ON "app"."person" USING GIN ("skills");

-- CreateIndex
CREATE INDEX "session_address_idx" ON "app"."session"("address");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "app"."session"("expires_at");

-- CreateIndex
CREATE INDEX "sign_in_nonce_expires_at_idx" ON "app"."sign_in_nonce"("expires_at");

-- CreateIndex
CREATE INDEX "rate_limit_window_end_idx" ON "app"."rate_limit"("window_end");

-- CreateIndex
CREATE INDEX "notification_address_at_idx" ON "app"."notification"("address", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notification_address_source_key_key" ON "app"."notification"("address", "source_key");

-- CreateIndex
CREATE INDEX "project_created_at_id_idx" ON "app"."project"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "project_client_idx" ON "app"."project"("client");

-- CreateIndex
CREATE INDEX "project_skills_idx" ON "app"."project" USING GIN ("skills");

-- CreateIndex
CREATE INDEX "proposal_project_id_created_at_idx" ON "app"."proposal"("project_id", "created_at");

-- CreateIndex
CREATE INDEX "proposal_developer_created_at_idx" ON "app"."proposal"("developer", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "app"."agreement" ADD CONSTRAINT "agreement_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "app"."project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."agreement" ADD CONSTRAINT "agreement_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "app"."proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."document" ADD CONSTRAINT "document_author_fkey" FOREIGN KEY ("author") REFERENCES "app"."person"("address") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."settlement_offer" ADD CONSTRAINT "settlement_offer_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "app"."agreement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."session" ADD CONSTRAINT "session_address_fkey" FOREIGN KEY ("address") REFERENCES "app"."person"("address") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."notification" ADD CONSTRAINT "notification_address_fkey" FOREIGN KEY ("address") REFERENCES "app"."person"("address") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."project" ADD CONSTRAINT "project_client_fkey" FOREIGN KEY ("client") REFERENCES "app"."person"("address") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."proposal" ADD CONSTRAINT "proposal_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "app"."project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "app"."proposal" ADD CONSTRAINT "proposal_developer_fkey" FOREIGN KEY ("developer") REFERENCES "app"."person"("address") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A consumer moves its own cursor.
GRANT UPDATE, DELETE ON "bus"."consumer" TO guildhall_api, guildhall_indexer;
