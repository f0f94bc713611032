DROP INDEX "chain"."movement_agreement_id_idx";
CREATE INDEX "movement_agreement_id_block_log_index_idx" ON "chain"."movement"("agreement_id", "block", "log_index");

DROP INDEX "chain"."log_tx_hash_idx";
CREATE UNIQUE INDEX "log_chain_id_tx_hash_log_index_key" ON "chain"."log"("chain_id", "tx_hash", "log_index");
