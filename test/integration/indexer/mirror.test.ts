import { expect } from "chai";
import { parseEventLogs } from "viem";
import { abis } from "../../support/abis.ts";
import type { TestChain } from "../../support/chain.ts";
import { anEmitter, aSharedChain, type Emitter } from "../../support/emitter.ts";
import { caughtUp, dump, startMirror, toldFacts, undisturbed } from "../../support/mirror.ts";
import { aDatabase } from "../../support/postgres.ts";
import { seeded } from "../../support/seeded.ts";
import { aStory, type Story } from "../../support/story.ts";

describe("the mirror", function () {
  this.timeout(180_000);
  let chain: TestChain;
  let emitter: Emitter;
  let story: Story;

  before(async () => {
    chain = await aSharedChain();
    emitter = await anEmitter(chain);
    story = aStory(seeded("mirror"));
  });

  const live = async (blocks: number) => {
    for (let i = 0; i < blocks; i++) {
      const { timestamp } = await chain.reader.getBlock({ blockTag: "latest" });
      const sayings = i % 5 === 0 ? [story.next(timestamp), story.next(timestamp), []] : [story.next(timestamp)];
      await emitter.mine(...sayings);
    }
  };

  it("holds what the chain said, whether it watched or came later", async () => {
    const database = await aDatabase();
    const late = await aDatabase();
    const mirror = startMirror({ database, rpcUrl: chain.rpcUrl, rpcWsUrl: chain.rpcWsUrl, deployment: emitter.deployment });

    await live(150);
    await caughtUp(database, chain);
    await mirror.stop();
    const watched = await dump(database);
    const came = await undisturbed(late, chain, emitter.deployment);

    expect(watched).to.deep.equal(came);
    expect(inOrder(watched["log"] as LogRow[])).to.deep.equal(inOrder(await logsOf(chain, emitter)));
    expect(await toldFacts(database)).to.deep.equal(await toldFacts(late));
    await database.drop();
    await late.drop();
  });
});

type LogRow = { block: number; log_index: number };

const inOrder = <R extends LogRow>(rows: R[]): R[] => rows.toSorted((a, b) => a.block - b.block || a.log_index - b.log_index);

/** Addresses in lower case, as Postgres has them; no NUL, which it takes nowhere. */
const asKept = (args: unknown): unknown =>
  JSON.parse(
    JSON.stringify(args, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
    (_, value) => {
      if (typeof value !== "string") return value;
      return value.startsWith("0x") ? value.toLowerCase() : value.replaceAll("\0", "\uFFFD");
    },
  );

/** The chain's own answer, decoded by viem, as rows of chain.log. */
async function logsOf(chain: TestChain, { deployment }: Emitter): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  for (const contract of ["escrow", "court", "reputation"] as const) {
    const raw = await chain.reader.getLogs({ address: deployment[contract], fromBlock: 0n });
    for (const log of parseEventLogs({ abi: abis[contract], logs: raw })) {
      const { timestamp } = await chain.reader.getBlock({ blockHash: log.blockHash });
      rows.push({
        chain_id: 31_337,
        block: Number(log.blockNumber),
        block_hash: log.blockHash,
        tx_hash: log.transactionHash,
        log_index: log.logIndex,
        at: new Date(Number(timestamp) * 1_000).toISOString().replace(".000Z", "+00:00"),
        contract,
        name: log.eventName,
        args: asKept(log.args),
      } as LogRow);
    }
  }
  return rows;
}
