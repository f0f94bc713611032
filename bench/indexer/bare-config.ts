import type { Addresses } from "../../indexer/events.ts";

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: this is started by bench:indexer.`);
  return value;
};

export const readBareConfig = () => ({
  databaseUrl: given("DATABASE_URL"),
  rpcUrl: given("RPC_URL"),
  addresses: JSON.parse(given("BENCH_ADDRESSES")) as Addresses,
  from: Number(given("BENCH_FROM")),
  to: Number(given("BENCH_TO")),
});
