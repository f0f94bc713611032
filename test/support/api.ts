/** The API in this process: real Postgres, real sockets, and a chain's node behind its port that answers what a test says. */
import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { getAddress, hashTypedData, type Hex, zeroAddress } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import type { Settings } from "../../api/config.ts";
import type { Deps } from "../../api/deps.ts";
import { openHttp } from "../../api/http.ts";
import type { ChainNode } from "../../api/lib/chain-node.ts";
import { openHealth } from "../../api/lib/health.ts";
import { openRateLimiter } from "../../api/lib/rate-limit.ts";
import { openChanges } from "../../api/lib/transaction.ts";
import { agreementId, amendmentTypedData } from "#core/chain/terms.ts";
import type { SignInChallenge } from "#core/features/session.ts";
import { Address, mintId, ProjectId, ProposalId } from "#core/lib/ids.ts";
import { Wei } from "#core/lib/money.ts";
import { Problem } from "#core/lib/problem.ts";
import { openDb } from "#db";
import { config } from "../../scripts/config.ts";
import { type Api, openApi } from "../../scripts/lib/hall.ts";
import { mnemonic } from "../../scripts/local/world.ts";
import { aDatabase, type TestDatabase } from "./postgres.ts";

export const DAY = 86_400_000;
export const webOrigin = "http://localhost:3999";
export const coin = Address.parse(zeroAddress);

const address = (digit: string) => `0x${digit.repeat(40)}` as const;
const deployment = {
  chainId: 31_337,
  escrow: address("a"),
  court: address("b"),
  reputation: address("c"),
  authority: address("d"),
  anchor: address("e"),
  block: 1,
  genesisHash: `0x${"1".repeat(64)}` as const,
};

/** What a test may change of the chain that the API believes to see. */
export type PretendedChain = {
  feeBps: number;
  paused: boolean;
  isDown: boolean;
  digest: Hex;
  amendment: { word: bigint; moved: bigint };
};

const periods = { answer: 1, evidence: 1, commit: 1, reveal: 1, appeal: 1 };
const courtParameters = {
  seatStake: Wei.parse("1"),
  maxDeposit: Wei.parse("1"),
  drawBounty: Wei.parse("1"),
  drawPeriod: 1,
  silenceBps: 2_500,
  incoherenceBps: 5_000,
  panels: [3, 7, 15],
  fastLimit: Wei.parse("1"),
  fast: periods,
  standard: periods,
};

function pretendNode(say: PretendedChain, clock: { at: Date }): ChainNode {
  const answer = <T>(value: T): Promise<T> =>
    say.isDown ? Promise.reject(new Problem("unavailable", "The node is down.")) : Promise.resolve(value);
  return {
    now: () => answer(clock.at),
    head: () => answer({ number: 1n, at: clock.at }),
    policy: () => answer({ feeBps: say.feeBps, paused: say.paused, previousFeeBps: say.feeBps, previousUntil: new Date(0) }),
    facts: () =>
      answer({
        tokens: [{ address: coin, symbol: "ETH", name: "Ether", decimals: 18 }],
        courtParameters,
      }),
    contractSigned: () => answer(false),
    settlementDigest: () => answer(say.digest),
    // As Escrow would: the word and what moves are the test's to say, the digest follows from them.
    amendment: ({ old, terms, funded, deadline }) => {
      const { word, moved } = say.amendment;
      const ids = { agreement: agreementId(old, deployment), next: agreementId(terms, deployment) };
      const typed = amendmentTypedData({ ...ids, word, moved, funded: BigInt(funded), deadline }, deployment);
      return answer({ word, moved, digest: hashTypedData(typed) });
    },
    owed: () => answer(new Set<string>()),
    advance: async (seconds) => {
      clock.at = new Date(clock.at.getTime() + seconds * 1000);
    },
  };
}

type Options = { settings?: Partial<Settings>; scale?: number; database?: TestDatabase; chain?: ChainNode };

export type TestApi = Awaited<ReturnType<typeof anApi>>;
export type Member = Awaited<ReturnType<TestApi["as"]>>;

export async function anApi(options: Options = {}) {
  const database = options.database ?? (await aDatabase());
  const opened = openDb(database.apiUrl, { connections: 20 });
  const clock = { at: new Date("2026-03-01T12:00:00.000Z") };
  const say: PretendedChain = {
    feeBps: 100,
    paused: false,
    isDown: false,
    digest: `0x${"d".repeat(64)}`,
    amendment: { word: 1n, moved: 0n },
  };
  const settings: Settings = {
    chainId: 31_337,
    chainName: "Test",
    isLocal: true,
    canAdvance: true,
    explorer: null,
    deployment,
    tokens: [],
    webOrigin,
    apiOrigin: "http://localhost:4999",
    admins: new Set([accountAt(0).address.toLowerCase()]),
    testAccounts: [],
    ...options.settings,
  };
  const chain = options.chain ?? pretendNode(say, clock);
  const deps: Deps = {
    database: opened,
    change: openChanges(opened),
    chain,
    clock: { now: async () => clock.at },
    limiter: openRateLimiter(opened.pool, { scale: options.scale ?? 1_000 }),
    log: pino({ level: config.logLevel === "info" ? "silent" : config.logLevel }),
    settings,
  };
  const health = openHealth({ database: opened, chain, chainId: settings.chainId });
  const http = await openHttp(deps, { health, host: "127.0.0.1", port: 0, scale: 1_000 });
  const url = `http://127.0.0.1:${http.port}`;

  return {
    url,
    deps,
    database,
    clock,
    say,
    /** A typed client that nobody is signed in to. */
    stranger: (): Api => openApi(url).api,
    as: (index: number) => signedIn(url, index),
    close: async () => {
      await http.close();
      await opened.close();
      if (options.database === undefined) await database.drop();
    },
  };
}

export const accountAt = (index: number) => mnemonicToAccount(mnemonic, { addressIndex: index });

export const messageFor = (
  challenge: SignInChallenge,
  account: string,
  change: Partial<Parameters<typeof createSiweMessage>[0]> = {},
) =>
  createSiweMessage({
    ...challenge,
    address: getAddress(account),
    issuedAt: new Date(challenge.issuedAt),
    expirationTime: new Date(challenge.expirationTime),
    ...change,
  });

/** A person with a cookie: the typed client, and plain `send` for what no typed client would do. */
async function signedIn(url: string, index: number) {
  const account = accountAt(index);
  const json = { "content-type": "application/json" };
  const asked = await fetch(`${url}/v1/session/challenge`, { method: "POST" });
  if (!asked.ok) throw new Error(`No challenge: ${await asked.text()}`);
  const challenge = (await asked.json()) as SignInChallenge;
  const message = messageFor(challenge, account.address);
  const body = JSON.stringify({ message, signature: await account.signMessage({ message }) });
  const response = await fetch(`${url}/v1/session`, { method: "POST", headers: json, body });
  const cookie = response.headers.getSetCookie()[0]?.split(";", 1)[0];
  if (!response.ok || cookie === undefined) throw new Error(`Sign-in failed: ${await response.text()}`);

  const send = (method: string, path: string, content?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: { cookie, ...(content === undefined ? {} : json), ...headers },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
  return { account, address: Address.parse(account.address), cookie, send, api: clientWith(url, cookie) };
}

const clientWith = (url: string, cookie: string): Api => openApi(url, cookie).api;

/** Words that a person could have written; a test changes what it is about. */
export const aProject = (now: Date, change: Partial<ReturnType<typeof projectWords>> = {}) => ({
  ...projectWords(now),
  ...change,
});

const projectWords = (now: Date) => ({
  id: ProjectId.parse(mintId(now.getTime())),
  title: "A booking page for a pottery studio",
  brief: "Visitors choose an evening, pay a deposit and get a reminder. We have the texts and the pictures.",
  field: "web" as const,
  skills: ["typescript"],
  token: coin,
  budget: Wei.parse("5000000000000000000"),
  deadline: new Date(now.getTime() + 60 * DAY).toISOString(),
});

export const aProposal = (project: string, now: Date, change: Partial<ReturnType<typeof proposalWords>> = {}) => ({
  ...proposalWords(project, now),
  ...change,
});

const proposalWords = (project: string, now: Date) => ({
  id: ProposalId.parse(mintId(now.getTime())),
  project: ProjectId.parse(project),
  letter: "I build booking pages for small studios and can show four of them. Two steps, each to be looked at.",
  token: coin,
  reviewPeriod: 3 * 86_400,
  milestones: [
    {
      title: "A page to click through",
      deliverable: "Every step of a booking, without payment.",
      amount: Wei.parse("2000000000000000000"),
      due: new Date(now.getTime() + 14 * DAY).toISOString(),
    },
    {
      title: "Open for bookings",
      deliverable: "Payment, reminders, your own address.",
      amount: Wei.parse("3000000000000000000"),
      due: new Date(now.getTime() + 28 * DAY).toISOString(),
    },
  ],
});

/** A project, a proposal for it and the agreement that came of it. */
export async function anAgreement(api: TestApi, client: Member, developer: Member) {
  const project = await client.api.projects.post(aProject(api.clock.at));
  const proposal = await developer.api.proposals.submit(aProposal(project.id, api.clock.at));
  const { agreement } = await client.api.proposals.accept({ id: proposal.id });
  return { project: project.id, proposal: proposal.id, agreement };
}

export const randomHash = (): Hex => `0x${randomBytes(32).toString("hex")}`;
