import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { network } from "hardhat";
import { headerRlp, type RpcBlock } from "../../../core/chain/header.ts";
import {
  type Amendment,
  amendmentTypedData,
  commitment,
  milestoneStates,
  packConfig,
  type Settlement,
  settlementTypedData,
  type Terms,
  termsTypedData,
} from "../../../core/chain/terms.ts";
import { roleCalls } from "../../../scripts/deploy/governance.ts";
import { localParameters } from "../../../scripts/deploy/parameters.ts";
import type { AccessManager, Court, Escrow, LocalToken, Reputation } from "../../../types/ethers-contracts/index.ts";

/** One simulated chain for all files; every test starts from a snapshot of `world`. */
export const { ethers, networkHelpers, provider } = await network.getOrCreate();
export const { time, loadFixture } = networkHelpers;

export type Hex = `0x${string}`;
export type Signer = HardhatEthersSigner;
export const COIN = ethers.ZeroAddress as Hex;
export const HOUR = 3_600;
export const DAY = 24 * HOUR;
export const ETHER = 10n ** 18n;
export const REVIEW = 3 * DAY;
export const FEE_BPS = 100;
export const P = localParameters.court;
export const SALT = ethers.id("salt") as Hex;
export const DIGEST = ethers.id("a delivery") as Hex;

/** Cheaper than the real thing where a test wants many of them. */
export async function deployAll(feeBps = FEE_BPS, court: Partial<typeof P> = {}) {
  const [deployer] = await ethers.getSigners();
  const token = await ethers.deployContract("LocalToken");
  const authority = await ethers.deployContract("AccessManager", [deployer.address]);
  const nonce = await deployer.getNonce();
  const foretold = (offset: number) => ethers.getCreateAddress({ from: deployer.address, nonce: nonce + offset });
  const escrow = await ethers.deployContract("Escrow", [authority, foretold(1), foretold(2), deployer.address, feeBps]);
  const guildCourt = await ethers.deployContract("Court", [foretold(0), foretold(2), { ...P, ...court }]);
  const reputation = await ethers.deployContract("Reputation", [
    authority,
    foretold(0),
    [COIN, await token.getAddress()],
    [localParameters.coinRate, localParameters.tokenRate],
  ]);
  await authority.multicall(
    roleCalls({ escrow: foretold(0) as Hex, reputation: foretold(2) as Hex }, deployer.address as Hex, localParameters),
  );
  return {
    authority: authority as unknown as AccessManager,
    escrow: escrow as unknown as Escrow,
    court: guildCourt as unknown as Court,
    reputation: reputation as unknown as Reputation,
    token: token as unknown as LocalToken,
  };
}

export type World = Awaited<ReturnType<typeof world>>;

/** Contracts, a client and a developer with play money, and twelve wallets with a seat each that already counts. */
export async function world() {
  const signers = await ethers.getSigners();
  const [treasury, client, developer, stranger] = signers as [Signer, Signer, Signer, Signer];
  const arbiters = signers.slice(5, 17);
  const contracts = await deployAll();
  const { escrow, court, token } = contracts;

  await token.mint(client.address, 1_000_000_000_000n);
  await token.connect(client).approve(escrow, ethers.MaxUint256);
  for (const arbiter of arbiters) await court.connect(arbiter).takeSeat({ value: P.seatStake });
  await time.increase(P.seatDelay);
  const chainId = Number((await ethers.provider.getNetwork()).chainId);
  const domain = { chainId, escrow: (await escrow.getAddress()) as Hex, court: (await court.getAddress()) as Hex };
  return {
    ...contracts,
    treasury,
    client,
    developer,
    stranger,
    arbiters,
    domain,
    tokenAddress: (await token.getAddress()) as Hex,
  };
}

let nonce = 0n;

export type TermsOptions = {
  amounts?: bigint[];
  due?: number;
  token?: Hex;
  feeBps?: number;
  reviewPeriod?: number;
  signBy?: number;
};

/** Three milestones of one coin each, due in thirty days. */
export async function aTerms(w: World, options: TermsOptions = {}): Promise<Terms> {
  const now = await time.latest();
  const due = options.due ?? now + 30 * DAY;
  return {
    client: w.client.address as Hex,
    developer: w.developer.address as Hex,
    token: options.token ?? COIN,
    court: w.domain.court,
    config: packConfig({
      feeBps: options.feeBps ?? FEE_BPS,
      reviewPeriod: options.reviewPeriod ?? REVIEW,
      signBy: options.signBy ?? now + 7 * DAY,
      nonce: ++nonce,
    }),
    previous: ethers.ZeroHash as Hex,
    brief: ethers.id("brief") as Hex,
    milestones: (options.amounts ?? [ETHER, ETHER, ETHER]).map((amount) => ({ amount, due })),
  };
}

export const total = (terms: Terms, count = terms.milestones.length): bigint =>
  terms.milestones.slice(0, count).reduce((sum, { amount }) => sum + amount, 0n);

export const isCoin = (terms: Terms): boolean => terms.token === COIN;

/** ethers wants plain arrays. */
// biome-ignore lint/suspicious/noExplicitAny: TypeChain's struct types differ from ours in readonly alone
export const plain = (terms: Terms): any => ({ ...terms, milestones: terms.milestones.map((m) => ({ ...m })) });

export async function signTerms(w: World, terms: Terms, signer: Signer = w.developer): Promise<string> {
  const { domain, types, message } = termsTypedData(terms, w.domain);
  return signer.signTypedData(domain, types as never, message);
}

export async function fund(w: World, terms: Terms, count = terms.milestones.length) {
  return w.escrow.connect(w.client).fund(plain(terms), count, { value: isCoin(terms) ? total(terms, count) : 0n });
}

/** Both bound. */
export async function fundSigned(w: World, terms: Terms, count = terms.milestones.length) {
  const signature = await signTerms(w, terms);
  return w.escrow
    .connect(w.client)
    .fundSigned(plain(terms), count, signature, { value: isCoin(terms) ? total(terms, count) : 0n });
}

export async function anActive(w: World, options: TermsOptions = {}): Promise<Terms> {
  const terms = await aTerms(w, options);
  await fundSigned(w, terms);
  return terms;
}

export async function aSubmitted(w: World, options: TermsOptions = {}, index = 0): Promise<Terms> {
  const terms = await anActive(w, options);
  await w.escrow.connect(w.developer).submit(plain(terms), index, DIGEST);
  return terms;
}

export async function idOf(w: World, terms: Terms): Promise<Hex> {
  return (await w.escrow.idOf(plain(terms))) as Hex;
}

export async function lane(w: World, terms: Terms, index = 0) {
  const { state, clock, changesRequested, released } = await w.escrow.laneOf(await idOf(w, terms), index);
  return { state: milestoneStates[Number(state)]!, clock, changesRequested, released };
}

/** The deposit of a case over what the milestone still holds. */
export async function depositOf(w: World, terms: Terms, index = 0): Promise<bigint> {
  const { released } = await lane(w, terms, index);
  return w.court.depositFor(terms.milestones[index]!.amount - released, terms.token);
}

export async function dispute(w: World, terms: Terms, index = 0, by: Signer = w.client): Promise<Hex> {
  const value = await depositOf(w, terms, index);
  await w.escrow.connect(by).dispute(plain(terms), index, "", ethers.ZeroHash, { value });
  return (await w.court.caseIdOf(await idOf(w, terms), index)) as Hex;
}

/** A submitted milestone that the client disputes. */
export async function anOpened(w: World, options: TermsOptions = {}) {
  const terms = await aSubmitted(w, options);
  return { terms, caseId: await dispute(w, terms) };
}

export async function answer(w: World, caseId: Hex, by: Signer = w.developer): Promise<void> {
  const { deposit } = await w.court.caseOf(caseId);
  await w.court.connect(by).answer(caseId, "", ethers.ZeroHash, { value: deposit });
}

export async function anAnswered(w: World) {
  const opened = await anOpened(w);
  await answer(w, opened.caseId);
  return opened;
}

export async function headerOf(block: bigint): Promise<Hex> {
  const answered = await provider.request({ method: "eth_getBlockByNumber", params: [ethers.toQuantity(block), false] });
  return headerRlp(answered as RpcBlock);
}

/** Whom every case of this world is between. */
export const partiesOf = (w: World) => ({ client: w.client.address, developer: w.developer.address });

export async function draw(w: World, caseId: Hex, by: Signer = w.stranger) {
  const { deadline } = await w.court.caseOf(caseId);
  if ((await time.latest()) < Number(deadline)) await time.increaseTo(deadline);
  const { seedBlock } = await w.court.caseOf(caseId);
  return w.court.connect(by).draw(caseId, partiesOf(w), await headerOf(seedBlock));
}

export const pass = (w: World, caseId: Hex) => w.court.connect(w.stranger).pass(caseId, partiesOf(w));

/** As soon as the running period is over. */
export async function passAt(w: World, caseId: Hex) {
  await time.increaseTo((await w.court.caseOf(caseId)).deadline);
  return pass(w, caseId);
}

/** More wallets with a seat each that already counts. */
export async function seat(w: World, count: number): Promise<void> {
  const next = 5 + w.arbiters.length;
  const more = (await ethers.getSigners()).slice(next, next + count);
  for (const arbiter of more) await w.court.connect(arbiter).takeSeat({ value: P.seatStake });
  w.arbiters.push(...more);
  await time.increase(P.seatDelay);
}

export type Juror = { seat: bigint; signer: Signer };

export async function panelOf(w: World, caseId: Hex): Promise<Juror[]> {
  const { panel } = await w.court.caseOf(caseId);
  return panel.map(({ seat, arbiter }) => ({ seat, signer: w.arbiters.find(({ address }) => address === arbiter)! }));
}

export async function aDrawn(w: World, options: TermsOptions = {}) {
  const opened = await anOpened(w, options);
  await answer(w, opened.caseId);
  await draw(w, opened.caseId);
  return { ...opened, panel: await panelOf(w, opened.caseId) };
}

export const commitmentOf = (w: World, caseId: Hex, { seat, signer }: Juror, developerBps: number, round = 1n): Hex =>
  commitment(
    { caseId, round, seat, arbiter: signer.address as Hex },
    { developerBps: BigInt(developerBps), salt: SALT },
    w.domain,
  );

export async function commit(w: World, caseId: Hex, juror: Juror, developerBps: number) {
  const { round } = await w.court.caseOf(caseId);
  return w.court.connect(juror.signer).commit(caseId, juror.seat, commitmentOf(w, caseId, juror, developerBps, round));
}

export const reveal = (w: World, caseId: Hex, juror: Juror, developerBps: number) =>
  w.court.connect(juror.signer).reveal(caseId, juror.seat, developerBps, SALT);

/** Everyone of the running panel votes. */
export async function vote(w: World, caseId: Hex, votes: readonly number[]): Promise<Juror[]> {
  const panel = await panelOf(w, caseId);
  for (const [i, juror] of panel.entries()) await commit(w, caseId, juror, votes[i]!);
  for (const [i, juror] of panel.entries()) await reveal(w, caseId, juror, votes[i]!);
  return panel;
}

/** A case that three votes ruled, and which may be appealed. */
export async function aTold(w: World, votes: [number, number, number], options: TermsOptions = {}) {
  const drawn = await aDrawn(w, options);
  await vote(w, drawn.caseId, votes);
  return drawn;
}

/** The same, once the time to appeal has passed. */
export async function aRuled(w: World, votes: [number, number, number], options: TermsOptions = {}) {
  const told = await aTold(w, votes, options);
  await time.increaseTo((await w.court.caseOf(told.caseId)).deadline + 1n);
  return told;
}

export async function appeal(w: World, caseId: Hex, forDeveloper: boolean, by: Signer = w.stranger) {
  const { appealDeposit } = await w.court.caseOf(caseId);
  return w.court.connect(by).appeal(caseId, forDeveloper, { value: appealDeposit });
}

/** What a ruled case owes somebody, as arbiter or as party. */
export async function owedTo(w: World, caseId: Hex, { address }: { address: string }): Promise<bigint> {
  const { toClient, toDeveloper } = await w.court.reclaimable(caseId);
  const asArbiter = await w.court.claimable(caseId, address);
  return asArbiter + (address === w.client.address ? toClient : address === w.developer.address ? toDeveloper : 0n);
}

export async function settlementOf(
  w: World,
  terms: Terms,
  developerBps: number,
  deadline: number,
  index = 0,
): Promise<Settlement> {
  const { state, clock, released } = await lane(w, terms, index);
  return {
    agreement: await idOf(w, terms),
    index: BigInt(index),
    developerBps: BigInt(developerBps),
    state: milestoneStates.indexOf(state),
    clock,
    remaining: terms.milestones[index]!.amount - released,
    deadline: BigInt(deadline),
  };
}

export async function signSettlement(w: World, settlement: Settlement, signer: Signer): Promise<string> {
  const { domain, types, message } = settlementTypedData(settlement, w.domain);
  return signer.signTypedData(domain, types as never, message);
}

/** New Terms between the same two that name `old`. */
export async function aSuccessor(w: World, old: Terms, options: TermsOptions = {}): Promise<Terms> {
  return { ...(await aTerms(w, { token: old.token, ...options })), previous: await idOf(w, old) };
}

export async function amendmentOf(w: World, old: Terms, terms: Terms, count: number, deadline: number): Promise<Amendment> {
  const { word, moved } = await w.escrow.amendmentOf(plain(old), plain(terms), count, deadline);
  const [agreement, next] = [await idOf(w, old), await idOf(w, terms)];
  return { agreement, next, word, moved, funded: BigInt(count), deadline: BigInt(deadline) };
}

export async function signAmendment(w: World, amendment: Amendment, signer: Signer): Promise<string> {
  const { domain, types, message } = amendmentTypedData(amendment, w.domain);
  return signer.signTypedData(domain, types as never, message);
}

export type AmendOptions = { count?: number; by?: Signer; value?: bigint; deadline?: number };

/** Both sign what is as it is now, and `by` sends it. */
export async function amend(w: World, old: Terms, terms: Terms, options: AmendOptions = {}) {
  const { count = terms.milestones.length, by = w.client, value = 0n } = options;
  const deadline = options.deadline ?? (await time.latest()) + DAY;
  const amendment = await amendmentOf(w, old, terms, count, deadline);
  const signatures = [await signAmendment(w, amendment, w.client), await signAmendment(w, amendment, w.developer)] as const;
  return w.escrow.connect(by).amend(plain(old), plain(terms), count, deadline, ...signatures, { value });
}

/** The client's permit for the token in place of an approval. */
export async function signPermit(w: World, value: bigint, { signer = w.client, spender = w.domain.escrow } = {}) {
  const deadline = (await time.latest()) + DAY;
  const domain = { name: "Guild Dollar", version: "1", chainId: w.domain.chainId, verifyingContract: w.tokenAddress };
  const fields = { owner: "address", spender: "address", value: "uint256", nonce: "uint256", deadline: "uint256" };
  const types = { Permit: Object.entries(fields).map(([name, type]) => ({ name, type })) };
  const nonce = await w.token.nonces(w.client.address);
  const signature = await signer.signTypedData(domain, types, { owner: w.client.address, spender, value, nonce, deadline });
  const { v, r, s } = ethers.Signature.from(signature);
  return { value, deadline, v, r, s };
}

/** A wallet that is a contract, in the developer's or client's place. */
export const anActor = async () => await ethers.deployContract("Actor");
export const aCourt = async () => await ethers.deployContract("HostileCourt");

/** A hostile token, minted to and approved by the client. */
export async function aToken(w: World) {
  const token = await ethers.deployContract("HostileToken");
  await token.mint(w.client.address, 10n ** 24n);
  await token.connect(w.client).approve(w.escrow, ethers.MaxUint256);
  return Object.assign(token, { at: (await token.getAddress()) as Hex });
}

/** What a contract wallet would send to Escrow. */
export const encode = (w: World, name: string, args: unknown[]): string =>
  w.escrow.interface.encodeFunctionData(name as never, args as never);
