-- A court of rounds: each with its panel, its ruling and who paid for it.
ALTER TABLE "chain"."case" DROP COLUMN "escrow",
    ADD COLUMN "client_back" DECIMAL(78, 0),
    ADD COLUMN "developer_back" DECIMAL(78, 0);

ALTER TABLE "chain"."panel_member" ADD COLUMN "slashed_for" TEXT,
    ADD COLUMN "exposed_by" TEXT,
    ADD CONSTRAINT "panel_member_slashed_for_check" CHECK ("slashed_for" IN ('silent', 'unrevealed', 'exposed', 'incoherent'));

CREATE TABLE "chain"."case_round" (
    "case_id" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "appellant" TEXT,
    "price" DECIMAL(78, 0),
    "paid_by_client" TEXT,
    "paid_by_developer" TEXT,
    "evidence_by" TIMESTAMPTZ(3) NOT NULL,
    "seed_block" BIGINT NOT NULL,
    "commit_by" TIMESTAMPTZ(3),
    "reveal_by" TIMESTAMPTZ(3),
    "appeal_by" TIMESTAMPTZ(3),
    "developer_bps" INTEGER,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_block" BIGINT,

    CONSTRAINT "case_round_pkey" PRIMARY KEY ("case_id", "round"),
    CONSTRAINT "case_round_state_check" CHECK ("state" IN ('Running', 'Ruled', 'Failed', 'Closed')),
    CONSTRAINT "case_round_appellant_check" CHECK ("appellant" IN ('client', 'developer'))
);
