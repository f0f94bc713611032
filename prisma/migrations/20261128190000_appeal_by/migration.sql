-- A ruling is final once the time to appeal has passed; no event says so.
ALTER TABLE "chain"."case" ADD COLUMN "appeal_by" TIMESTAMPTZ(3);
