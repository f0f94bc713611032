-- Counts the leaders, so that one that was stopped and woke up again is refused.
ALTER TABLE "chain"."cursor" ADD COLUMN     "term" BIGINT NOT NULL DEFAULT 0;
