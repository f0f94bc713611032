-- AlterTable
ALTER TABLE "app"."proposal" ADD COLUMN     "allows_advance" BOOLEAN NOT NULL DEFAULT false;
