ALTER TABLE "chain"."cursor" DROP COLUMN "term";
