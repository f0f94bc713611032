/** Makes a fresh node the recorded chain again, block by block, with every hash compared. */
import type { EthereumProvider } from "hardhat/types/providers";
import { numberToHex } from "viem";
import { Complaint } from "./complaint.ts";
import type { Entry, RecordedBlock } from "./journal.ts";

type Progress = (done: number, total: number) => void;

export async function replay(provider: EthereumProvider, entries: Entry[], progress: Progress): Promise<void> {
  const blocks = entries.filter((entry) => entry.kind === "block");
  const send = (method: string, ...params: unknown[]) => provider.request({ method, params });

  await send("evm_setAutomine", false);
  for (const [index, block] of blocks.entries()) {
    await remake(send, block);
    if (index % 100 === 99) progress(index + 1, blocks.length);
  }
  await send("evm_setAutomine", true);

  const ahead = entries.findLast((entry) => entry.kind === "block" || entry.kind === "moved")?.ahead;
  if (ahead === undefined) return;
  const pending = await timeOf(provider, "pending");
  const now = Math.floor(Date.now() / 1000) + ahead;
  if (now > pending) await send("evm_increaseTime", numberToHex(now - pending));
}

async function remake(send: (method: string, ...params: unknown[]) => Promise<unknown>, block: RecordedBlock): Promise<void> {
  await Promise.all([
    send("evm_setNextBlockTimestamp", numberToHex(block.time)),
    send("hardhat_setNextBlockBaseFeePerGas", block.baseFee),
    send("hardhat_setPrevRandao", block.randao),
    send("hardhat_setCoinbase", block.coinbase),
    ...block.raw.map((raw) => send("eth_sendRawTransaction", raw)),
  ]);
  await send("evm_mine");
  const made = (await send("eth_getBlockByNumber", numberToHex(block.number), false)) as { hash: string } | null;
  if (made?.hash === block.hash) return;
  throw new Complaint(
    `The local chain cannot be brought back: block ${block.number} came out different (another version of Hardhat, or a changed .guildhall/chain). Begin anew with npm start -- --fresh.`,
  );
}

export async function timeOf(provider: EthereumProvider, tag: "latest" | "pending"): Promise<number> {
  const block = (await provider.request({ method: "eth_getBlockByNumber", params: [tag, false] })) as { timestamp: string };
  return Number(block.timestamp);
}
