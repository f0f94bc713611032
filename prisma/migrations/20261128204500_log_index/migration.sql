-- A log is looked up by its chain and transaction, which the unique index serves; this one cost each insert a second entry.
DROP INDEX "chain"."log_tx_hash_idx";
