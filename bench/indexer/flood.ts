/**
 * A chain with very many events on it, said by mocks with our ABIs: agreements live side by side, each a step a block,
 * from created to paid twice, and their developers earn standing.
 */
import { type Address, encodeFunctionData, type Hex, keccak256, numberToHex, toHex, zeroHash } from "viem";
import { packConfig } from "#core/chain/terms.ts";
import type { Deployment } from "../../indexer/deployment.ts";
import { readArtifact } from "../../scripts/deploy/artifacts.ts";
import { aChain, testAccount, type TestChain } from "../../test/support/chain.ts";
import { anEmitter, encodeEvent } from "../../test/support/emitter.ts";
import { person, type Said } from "../../test/support/story.ts";

export type Flood = { chain: TestChain; deployment: Deployment; logs: number; blocks: number; head: number };

/** So many agreements are created in one block; each says eight things in its life. */
const AT_ONCE = 13;
const LIFE = 6;
const PER_BLOCK = AT_ONCE * 8;
const PEOPLE = 2_000;
const token: Address = `0x${"70".repeat(20)}`;
const court: Address = `0x${"c0".repeat(20)}`;
const REVIEW = 86_400;

export async function aFlood(logs: number): Promise<Flood> {
  const chain = await aChain();
  const { deployment } = await anEmitter(chain);
  const { abi } = readArtifact("mocks/EventEmitter.sol/EventEmitter");
  const from = testAccount(0).address;
  const blocks = Math.ceil(logs / PER_BLOCK) + LIFE;
  const request = (method: string, params: unknown[]) => chain.cheats.request({ method, params } as never);
  const say = async (to: Address, said: Said[]) => {
    if (said.length === 0) return;
    const data = encodeFunctionData({ abi, functionName: "emitLogs", args: [said.map(encodeEvent)] });
    await request("eth_sendTransaction", [{ from, to, data, gas: numberToHex(100_000 + said.length * 60_000) }]);
  };

  const life = lives(1_700_000_000);
  let count = 0;
  await chain.cheats.setAutomine(false);
  for (let block = 0; block < blocks; block++) {
    const { escrow, reputation } = life(block, blocks - LIFE);
    await say(deployment.escrow as Address, escrow);
    await say(deployment.reputation as Address, reputation);
    await request("evm_mine", []);
    count += escrow.length + reputation.length;
  }
  await chain.cheats.setAutomine(true);
  // A block that reverts would hold less than it should, and nobody would notice.
  const head = Number(await chain.reader.getBlockNumber());
  const said = await countLogs(chain, deployment, head);
  if (said !== count) throw new Error(`The chain holds ${said} logs where ${count} were said.`);
  return { chain, deployment, logs: count, blocks: head, head };
}

async function countLogs(chain: TestChain, deployment: Deployment, head: number): Promise<number> {
  let count = 0;
  for (let from = 0; from <= head; from += 100) {
    const address = [deployment.escrow, deployment.court, deployment.reputation] as Address[];
    const logs = await chain.reader.getLogs({ address, fromBlock: BigInt(from), toBlock: BigInt(from + 99) });
    count += logs.length;
  }
  return count;
}

/** What block `block` says, when the last agreements are created in block `until`. */
function lives(now: number) {
  const experience = new Map<string, bigint>();
  const completed = new Map<string, bigint>();
  const digest = (what: string, n: number): Hex => keccak256(toHex(`${what} ${n}`));
  const config = packConfig({ feeBps: 100, reviewPeriod: REVIEW, signBy: now + 600, nonce: 1n });

  return (block: number, until: number): { escrow: Said[]; reputation: Said[] } => {
    const escrow: Said[] = [];
    const reputation: Said[] = [];
    for (let age = 0; age < LIFE; age++) {
      const born = block - age;
      if (born < 0 || born >= until) continue;
      for (let i = 0; i < AT_ONCE; i++) {
        const n = born * AT_ONCE + i;
        const id = digest("agreement", n);
        const amount = 10n ** 18n + BigInt(n);
        const developer = person(PEOPLE + (n % PEOPLE));
        const tell = (name: string, args: object) => escrow.push({ contract: "escrow", name, args: { id, ...args } });
        const index = age < 4 ? 0n : 1n;
        if (age === 0) {
          const milestones = [0, 1].map(() => ({ amount, due: now + 864_000 }));
          const sides = { client: person((n * 7) % PEOPLE), developer, token, court };
          const rest = { config, previous: zeroHash, brief: digest("brief", n), milestones, funded: 2n, accepted: false };
          tell("Created", { ...sides, ...rest });
        } else if (age === 1) tell("Accepted", {});
        else if (age % 2 === 0) tell("Submitted", { index, digest: digest("delivery", n), reviewBy: BigInt(now + REVIEW) });
        else tell("Released", { index, amount, fee: amount / 100n });
        if (age === LIFE - 1) {
          const total = (experience.get(developer) ?? 0n) + 7n;
          const times = (completed.get(developer) ?? 0n) + 1n;
          experience.set(developer, total);
          completed.set(developer, times);
          const earn = { account: developer, agreement: id };
          reputation.push({ contract: "reputation", name: "ExperienceEarned", args: { ...earn, gained: 7n, total } });
          reputation.push({ contract: "reputation", name: "Completed", args: { ...earn, completed: times } });
        }
      }
    }
    return { escrow, reputation };
  };
}
