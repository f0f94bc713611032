DROP TABLE "chain"."case_round";

ALTER TABLE "chain"."panel_member" DROP CONSTRAINT "panel_member_slashed_for_check",
    DROP COLUMN "exposed_by",
    DROP COLUMN "slashed_for";

ALTER TABLE "chain"."case" DROP COLUMN "developer_back",
    DROP COLUMN "client_back",
    ADD COLUMN "escrow" TEXT NOT NULL DEFAULT '';
ALTER TABLE "chain"."case" ALTER COLUMN "escrow" DROP DEFAULT;
