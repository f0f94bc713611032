-- The transaction that wrote a log. The outbox row of the same fact bears the same, so that a telling that a reorg took
-- back is told apart from a later one of the same block. The table is empty when this runs, so the rewrite costs nothing.
ALTER TABLE "chain"."log" ADD COLUMN     "xid" xid8 NOT NULL DEFAULT pg_current_xact_id();

-- CreateTable
CREATE TABLE "bus"."dead_letter" (
    "consumer" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "error" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "dead_letter_pkey" PRIMARY KEY ("consumer","seq")
);

-- What every consumer has passed may be swept away.
GRANT DELETE ON "bus"."outbox" TO guildhall_api;
GRANT DELETE ON "bus"."dead_letter" TO guildhall_api;
