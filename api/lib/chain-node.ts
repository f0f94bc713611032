/** What the API asks of a chain's node, behind a port: a few facts, signatures of wallets that are contracts, the clock. */
import {
  type Address as Hex20,
  BaseError,
  ContractFunctionRevertedError,
  createPublicClient,
  createTestClient,
  defineChain,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  http,
  padHex,
  parseAbi,
  RpcRequestError,
  zeroAddress,
} from "viem";
import { courtAbi, escrowAbi } from "#core/chain/abi.ts";
import type { Terms } from "#core/chain/terms.ts";
import type { ChainStatus, Token } from "#core/features/chain.ts";
import { LAST_ROUND, panelSize } from "#core/features/court-rules.ts";
import type { Side } from "#core/features/disputes.ts";
import { Address } from "#core/lib/ids.ts";
import { toWei } from "#core/lib/money.ts";
import { Problem } from "#core/lib/problem.ts";
import { fromSeconds } from "#core/lib/time.ts";
import type { Settings } from "../config.ts";

export type ChainFacts = { tokens: Token[]; courtParameters: ChainStatus["courtParameters"] };

/** Until `previousUntil` Terms with the fee before are taken too. */
export type Policy = { feeBps: number; paused: boolean; previousFeeBps: number; previousUntil: Date };

export type AmendmentOnChain = { word: bigint; moved: bigint; digest: Hex };

export type Share = { caseId: Hex } & ({ as: Side } | { as: "arbiter"; account: Hex20 });

export type ChainNode = {
  /** The second that the next block would carry. */
  now(): Promise<Date>;
  head(): Promise<{ number: bigint; at: Date }>;
  /** The fee that new Terms must name, and whether new funding is paused. */
  policy(): Promise<Policy>;
  /** Read once: deployed contracts do not change their parameters. */
  facts(): Promise<ChainFacts>;
  /** Whether a wallet that is a contract (ERC-1271, ERC-6492 before its deployment) signed this hash. */
  contractSigned(account: Hex20, hash: Hex, signature: Hex): Promise<boolean>;
  /** What both parties sign to settle a milestone as it stands on chain now. */
  settlementDigest(split: { terms: Terms; index: number; developerBps: number; deadline: bigint }): Promise<Hex>;
  /** What both parties sign to go on under other Terms, as the agreement stands on chain now, and how much would move. */
  amendment(change: { old: Terms; terms: Terms; funded: number; deadline: bigint }): Promise<AmendmentOnChain>;
  /** Which of these cases the court still owes somebody a share of: as a party, or as an arbiter. */
  owed(shares: readonly Share[]): Promise<ReadonlySet<string>>;
  /** Local chain only. */
  advance(seconds: number): Promise<void>;
};

const PATIENCE = 3_000;
/** Several times what a wallet with passkeys needs: one that loops must not keep the node busy. */
const SIGNATURE_GAS = 1_500_000n;
/** The tail of a signature that brings its wallet's deployment along (ERC-6492). */
const erc6492Tail = "6492649264926492649264926492649264926492649264926492649264926492";

const erc1271Abi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
/** As Escrow reads it: a whole word, the four bytes first and nothing behind them. */
const erc1271Yes = padHex("0x1626ba7e", { dir: "right", size: 32 });

const silent = (cause: unknown) =>
  new Problem("unavailable", "The chain's node does not answer; try again in a moment.", { retryAfter: 5 }, { cause });

/** The contract's own no, which asking again would not change. */
function refusedBy(error: unknown): Problem | null {
  const revert = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (!(revert instanceof ContractFunctionRevertedError)) return null;
  const facts = { error: revert.data?.errorName ?? "unknown" };
  return new Problem("rule-broken", "The contract does not take these terms in place of the old ones.", facts, { cause: error });
}

async function answered<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (cause) {
    throw cause instanceof Problem ? cause : silent(cause);
  }
}

export function openChainNode(rpcUrl: string, settings: Settings): ChainNode {
  const { chainId, chainName, deployment } = settings;
  const chain = defineChain({
    id: chainId,
    name: chainName,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const transport = http(rpcUrl, { timeout: PATIENCE, retryCount: 0, batch: true });
  const client = createPublicClient({ chain, transport, cacheTime: 0 });

  const readToken = async (address: Hex20): Promise<Token> => {
    const [symbol, name, decimals] = await Promise.all([
      client.readContract({ address, abi: erc20Abi, functionName: "symbol" }),
      client.readContract({ address, abi: erc20Abi, functionName: "name" }),
      client.readContract({ address, abi: erc20Abi, functionName: "decimals" }),
    ]);
    return { address: Address.parse(address), symbol, name, decimals };
  };

  const readFacts = async (): Promise<ChainFacts> => {
    const [parameters, ...listed] = await Promise.all([
      client.readContract({ address: deployment.court, abi: courtAbi, functionName: "parameters" }),
      ...settings.tokens.map((token) => readToken(Address.parse(token))),
    ]);
    const coin = { address: Address.parse(zeroAddress), ...chain.nativeCurrency };
    return {
      tokens: [coin, ...listed],
      courtParameters: {
        seatStake: toWei(parameters.seatStake),
        maxDeposit: toWei(parameters.maxDeposit),
        drawBounty: toWei(parameters.drawBounty),
        drawPeriod: Number(parameters.drawPeriod),
        silenceBps: Number(parameters.silenceBps),
        incoherenceBps: Number(parameters.incoherenceBps),
        panels: Array.from({ length: LAST_ROUND }, (_, before) => panelSize(before + 1)),
        fastLimit: toWei(parameters.fastLimit),
        fast: periodsOf(parameters.fast),
        standard: periodsOf(parameters.standard),
      },
    };
  };
  let facts: Promise<ChainFacts> | undefined;

  return {
    now: async () => fromSeconds((await answered(client.getBlock({ blockTag: "pending" }))).timestamp),

    head: async () => {
      const { number, timestamp } = await answered(client.getBlock({ blockTag: "latest" }));
      return { number, at: fromSeconds(timestamp) };
    },

    policy: async () => {
      const [feeBps, paused, previousFeeBps, previousUntil] = await answered(
        client.readContract({ address: deployment.escrow, abi: escrowAbi, functionName: "policy" }),
      );
      return {
        feeBps: Number(feeBps),
        paused,
        previousFeeBps: Number(previousFeeBps),
        previousUntil: fromSeconds(previousUntil),
      };
    },

    facts: () => {
      facts ??= readFacts().catch((cause) => {
        facts = undefined; // asked again next time
        throw silent(cause);
      });
      return facts;
    },

    contractSigned: async (address, hash, signature) => {
      // A library falls back to other checks when a call fails; ours are these two and no more.
      if (signature.toLowerCase().endsWith(erc6492Tail)) {
        const question = { address, hash, signature, gas: SIGNATURE_GAS };
        return answered(client.verifyHash(question));
      }
      const data = encodeFunctionData({ abi: erc1271Abi, functionName: "isValidSignature", args: [hash, signature] });
      return answered(
        client.call({ to: address, data, gas: SIGNATURE_GAS }).then(
          (answer) => answer.data?.slice(0, 66) === erc1271Yes,
          (error: unknown) => {
            if (error instanceof BaseError && error.walk((cause) => cause instanceof RpcRequestError)) return false;
            throw error;
          },
        ),
      );
    },

    settlementDigest: ({ terms, index, developerBps, deadline }) =>
      answered(
        client.readContract({
          address: deployment.escrow,
          abi: escrowAbi,
          functionName: "settlementDigest",
          args: [terms, BigInt(index), BigInt(developerBps), deadline],
        }),
      ),

    amendment: async ({ old, terms, funded, deadline }) => {
      const asked = client.readContract({
        address: deployment.escrow,
        abi: escrowAbi,
        functionName: "amendmentOf",
        args: [old, terms, BigInt(funded), deadline],
      });
      const [word, moved, , digest] = await answered(
        asked.catch((error: unknown) => {
          throw refusedBy(error) ?? error;
        }),
      );
      return { word, moved, digest };
    },

    owed: async (shares) => {
      const court = { address: deployment.court, abi: courtAbi } as const;
      const amounts = await answered(
        Promise.all(
          shares.map(async (share) => {
            if (share.as === "arbiter")
              return client.readContract({ ...court, functionName: "claimable", args: [share.caseId, share.account] });
            const [toClient, toDeveloper] = await client.readContract({
              ...court,
              functionName: "reclaimable",
              args: [share.caseId],
            });
            return share.as === "client" ? toClient : toDeveloper;
          }),
        ),
      );
      return new Set(shares.filter((_share, index) => (amounts[index] ?? 0n) > 0n).map(({ caseId }) => caseId));
    },

    advance: async (seconds) => {
      const local = createTestClient({ chain, mode: "hardhat", transport });
      await answered(local.increaseTime({ seconds }));
      await answered(local.mine({ blocks: 1 }));
    },
  };
}

type Periods = Record<keyof ChainStatus["courtParameters"]["fast"], bigint>;
const periodsOf = ({ answer, evidence, commit, reveal, appeal }: Periods) => ({
  answer: Number(answer),
  evidence: Number(evidence),
  commit: Number(commit),
  reveal: Number(reveal),
  appeal: Number(appeal),
});
