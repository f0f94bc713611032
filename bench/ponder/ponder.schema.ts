import { onchainTable } from "ponder";

/** One table an event, one row a log. */
export const created = onchainTable("created", (t) => ({
  id: t.text().primaryKey(),
  agreement: t.hex().notNull(),
  client: t.hex().notNull(),
  developer: t.hex().notNull(),
  token: t.hex().notNull(),
  court: t.hex().notNull(),
  config: t.bigint().notNull(),
  previous: t.hex().notNull(),
  brief: t.hex().notNull(),
  milestones: t.text().notNull(),
  funded: t.bigint().notNull(),
  accepted: t.boolean().notNull(),
  block: t.bigint().notNull(),
  at: t.bigint().notNull(),
}));
export const accepted = onchainTable("accepted", (t) => ({
  id: t.text().primaryKey(),
  agreement: t.hex().notNull(),
  block: t.bigint().notNull(),
  at: t.bigint().notNull(),
}));
export const submitted = onchainTable("submitted", (t) => ({
  id: t.text().primaryKey(),
  agreement: t.hex().notNull(),
  index: t.bigint().notNull(),
  digest: t.hex().notNull(),
  reviewBy: t.bigint().notNull(),
  block: t.bigint().notNull(),
  at: t.bigint().notNull(),
}));
export const released = onchainTable("released", (t) => ({
  id: t.text().primaryKey(),
  agreement: t.hex().notNull(),
  index: t.bigint().notNull(),
  amount: t.bigint().notNull(),
  fee: t.bigint().notNull(),
  block: t.bigint().notNull(),
  at: t.bigint().notNull(),
}));
export const earned = onchainTable("earned", (t) => ({
  id: t.text().primaryKey(),
  account: t.hex().notNull(),
  agreement: t.hex().notNull(),
  gained: t.bigint().notNull(),
  total: t.bigint().notNull(),
  block: t.bigint().notNull(),
  at: t.bigint().notNull(),
}));
export const completed = onchainTable("completed", (t) => ({
  id: t.text().primaryKey(),
  account: t.hex().notNull(),
  agreement: t.hex().notNull(),
  completed: t.bigint().notNull(),
  block: t.bigint().notNull(),
  at: t.bigint().notNull(),
}));
