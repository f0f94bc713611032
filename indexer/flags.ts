/**
 * For node, wherever the indexer is started. What a batch makes is dead when the batch is written; a young generation as
 * large as node would let it grow keeps a hundred megabytes of that, and saves no time.
 */
export const nodeFlags = ["--max-semi-space-size=16"];
