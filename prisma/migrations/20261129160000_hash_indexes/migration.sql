-- What is only ever looked up whole needs four bytes of a hash in its index, not 66 letters: the mirror pays for each entry when
-- it writes, most of all in a catch-up. That a log stands once is kept by its place, (chain_id, block, log_index).
DROP INDEX "chain"."log_chain_id_tx_hash_log_index_key";
CREATE INDEX "log_tx_hash_idx" ON "chain"."log" USING HASH ("tx_hash");

DROP INDEX "chain"."movement_agreement_id_block_log_index_idx";
CREATE INDEX "movement_agreement_id_idx" ON "chain"."movement" USING HASH ("agreement_id");
