CREATE INDEX "log_tx_hash_idx" ON "chain"."log"("tx_hash");
