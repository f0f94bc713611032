ALTER TABLE "chain"."case" DROP COLUMN "appeal_by";
