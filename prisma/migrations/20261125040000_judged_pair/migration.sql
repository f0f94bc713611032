-- One ruling speaks of two accounts, in one event.
ALTER TABLE "chain"."reputation_event" DROP CONSTRAINT "reputation_event_pkey",
    ADD CONSTRAINT "reputation_event_pkey" PRIMARY KEY ("chain_id", "block", "log_index", "account");
