DROP TABLE "app"."amendment";

DROP INDEX "chain"."escrow_agreement_previous_idx";
ALTER TABLE "chain"."milestone" DROP COLUMN "to_next";
ALTER TABLE "chain"."escrow_agreement" DROP COLUMN "next";
