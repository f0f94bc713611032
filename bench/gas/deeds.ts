/**
 * What people do in the contracts, each with the gas that it used. All names of functions that the gas bench knows are
 * here, and nowhere else.
 */
import { type Abi, type LocalAccount, type Address, type Hex, keccak256, maxUint256, parseEther, toHex, zeroAddress } from "viem";
import { courtAbi, escrowAbi, tokenAbi } from "../../core/chain/abi.ts";
import { headerRlp, type RpcBlock } from "../../core/chain/header.ts";
import {
  agreementId,
  caseId,
  commitment,
  NO_PREVIOUS,
  packConfig,
  settlementTypedData,
  type Terms,
  termsTypedData,
} from "../../core/chain/terms.ts";
import { BIRTH, type Hall } from "./hall.ts";

export type Coin = "eth" | "erc20";
export type Juror = { seat: bigint; who: LocalAccount; round: bigint };

const DAY = 86_400n;
const SALT = keccak256(toHex("salt"));
const DIGEST = keccak256(toHex("a document"));
export const AMOUNTS = { eth: parseEther("1.2345"), erc20: 1_234_567_891n } as const;
/** As the pages send it. */
const DOCUMENT = { uri: `https://guildhall.example/v1/documents/${DIGEST}`, digest: DIGEST };
const NOTHING = { uri: "", digest: `0x${"0".repeat(64)}` as Hex };

export type Deeds = ReturnType<typeof deedsIn>;

export function deedsIn(hall: Hall) {
  const { deployment, people, chain } = hall;
  const { escrow, court } = deployment;
  const token = deployment.token!;
  const inEscrow = (from: LocalAccount, name: string, args: readonly unknown[], value = 0n) =>
    hall.act(from, escrow, escrowAbi as Abi, name, args, value);
  const inCourt = (from: LocalAccount, name: string, args: readonly unknown[], value = 0n) =>
    hall.act(from, court, courtAbi as Abi, name, args, value);
  const inToken = (from: LocalAccount, name: string, args: readonly unknown[]) =>
    hall.act(from, token, tokenAbi as Abi, name, args);
  const read = (address: Address, abi: Abi, functionName: string, args: readonly unknown[] = []) =>
    chain.readContract({ address, abi, functionName, args });
  // biome-ignore lint/suspicious/noExplicitAny: what a contract answers changes with the contract; the bench only looks into it
  const caseOf = async (id: Hex): Promise<any> => read(court, courtAbi as Abi, "caseOf", [id]);

  /** Whom the case that is heard now is between: the court itself keeps a hash of it alone. */
  let between: { client: Address; developer: Address } | undefined;
  let written = 0;
  /** Three milestones; the words are full of bytes, as hashes and random numbers are. */
  function aTerms({ coin = "eth", by = people, court: judge = court }: TermsOptions = {}): Terms {
    const nonce = BigInt(keccak256(toHex(`nonce ${++written}`))) >> 96n;
    return {
      client: by.client.address,
      developer: by.developer.address,
      token: coin === "eth" ? zeroAddress : token,
      court: judge,
      config: packConfig({ feeBps: hall.feeBps, reviewPeriod: Number(7n * DAY), signBy: Number(BIRTH + 3_000n * DAY), nonce }),
      previous: NO_PREVIOUS,
      brief: keccak256(toHex(`brief ${written}`)),
      milestones: [300n, 330n, 360n].map((days) => ({ amount: AMOUNTS[coin], due: Number(BIRTH + days * DAY) })),
    };
  }

  const partiesOf = () => {
    if (between === undefined) throw new Error("Nobody disputes anything yet.");
    return between;
  };
  const worthOf = (terms: Terms) =>
    terms.token === zeroAddress ? terms.milestones.reduce((sum, { amount }) => sum + amount, 0n) : 0n;
  const signTerms = (terms: Terms, who: LocalAccount): Promise<Hex> => who.signTypedData(termsTypedData(terms, domain));
  const domain = { chainId: deployment.chainId, escrow, court };
  const caseIdOf = (terms: Terms, index: number): Hex => caseId(agreementId(terms, domain), BigInt(index), domain);

  return {
    aTerms,
    caseIdOf,
    mint: (to: Address, amount: bigint) => inToken(people.stranger, "mint", [to, amount]),
    approve: (from: LocalAccount) => inToken(from, "approve", [escrow, maxUint256]),

    fund: (terms: Terms, client = people.client) =>
      inEscrow(client, "fund", [terms, BigInt(terms.milestones.length)], worthOf(terms)),
    async fundSigned(terms: Terms, { client = people.client, developer = people.developer } = {}) {
      const signature = await signTerms(terms, developer);
      return inEscrow(client, "fundSigned", [terms, BigInt(terms.milestones.length), signature], worthOf(terms));
    },
    accept: (terms: Terms, developer = people.developer) => inEscrow(developer, "accept", [terms]),
    submit: (terms: Terms, index: number, developer = people.developer) =>
      inEscrow(developer, "submit", [terms, BigInt(index), DIGEST]),
    release: (terms: Terms, index: number, client = people.client) => inEscrow(client, "release", [terms, BigInt(index)]),
    refund: (terms: Terms, index: number, by = people.developer) => inEscrow(by, "refund", [terms, BigInt(index)]),
    async settle(terms: Terms, index: number, { client = people.client, developer = people.developer } = {}) {
      const agreement = agreementId(terms, domain);
      // biome-ignore lint/suspicious/noExplicitAny: as above
      const [state, clock]: any = await read(escrow, escrowAbi as Abi, "laneOf", [agreement, BigInt(index)]);
      const deadline = hall.now() + DAY;
      const remaining = terms.milestones[index]!.amount;
      const settlement = { agreement, index: BigInt(index), developerBps: 6_000n, state, clock, remaining, deadline };
      const typed = settlementTypedData(settlement, domain);
      const [first, second] = [await client.signTypedData(typed), await developer.signTypedData(typed)];
      return inEscrow(people.stranger, "settle", [terms, BigInt(index), 6_000n, deadline, first, second]);
    },

    takeSeat: (who: LocalAccount) => inCourt(who, "takeSeat", [], hall.parameters.court.seatStake),
    async dispute(terms: Terms, index: number, by: LocalAccount, withDocument = false) {
      const { uri, digest } = withDocument ? DOCUMENT : NOTHING;
      between = { client: terms.client, developer: terms.developer };
      const deposit = await read(court, courtAbi as Abi, "depositFor", [terms.milestones[index]!.amount, terms.token]);
      return inEscrow(by, "dispute", [terms, BigInt(index), uri, digest], deposit as bigint);
    },
    async answer(id: Hex, by: LocalAccount, withDocument = false) {
      const { uri, digest } = withDocument ? DOCUMENT : NOTHING;
      return inCourt(by, "answer", [id, uri, digest], (await caseOf(id)).deposit);
    },
    /** Waits for the seed block, in which `randao` is drawn, and for the end of the evidence period. */
    async draw(id: Hex, by: LocalAccount, randao: Hex) {
      const { seedBlock, deadline } = await caseOf(id);
      const head = await chain.getBlockNumber({ cacheTime: 0 });
      await hall.mine(Number(seedBlock - 1n - head));
      await hall.node.request({ method: "hardhat_setPrevRandao" as never, params: [randao] as never });
      await hall.mine(1);
      hall.wait(deadline - hall.now());
      const block = await chain.request({ method: "eth_getBlockByNumber", params: [toHex(seedBlock as bigint), false] });
      return inCourt(by, "draw", [id, partiesOf(), headerRlp(block as RpcBlock)]);
    },
    async panelOf(id: Hex): Promise<Juror[]> {
      const { panel, round } = await caseOf(id);
      return panel.map(({ seat, arbiter }: { seat: bigint; arbiter: Address }) => ({
        seat,
        round,
        who: people.arbiters.find(({ address }) => address === arbiter),
      }));
    },
    commit(id: Hex, { seat, who, round }: Juror, developerBps: bigint) {
      const place = { caseId: id, round, seat, arbiter: who.address };
      return inCourt(who, "commit", [id, seat, commitment(place, { developerBps, salt: SALT }, domain)]);
    },
    reveal: (id: Hex, { seat, who }: Juror, developerBps: bigint) => inCourt(who, "reveal", [id, seat, developerBps, SALT]),
    execute: (terms: Terms, index: number, by = people.stranger) => inEscrow(by, "execute", [terms, BigInt(index)]),
    /** Every arbiter's reward of one case. */
    reward: (id: Hex) => inCourt(people.stranger, "reward", [[id]]),
    reclaim: (id: Hex) => inCourt(people.stranger, "reclaim", [id, partiesOf()]),
  };
}

type TermsOptions = { coin?: Coin; by?: { client: LocalAccount; developer: LocalAccount }; court?: Address };
