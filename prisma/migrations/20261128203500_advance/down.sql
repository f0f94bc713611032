ALTER TABLE "app"."proposal" DROP COLUMN "allows_advance";
