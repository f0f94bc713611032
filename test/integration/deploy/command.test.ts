/** npm run deploy against a real node that calls itself Sepolia. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createWalletClient, getAddress, http, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { config } from "../../../scripts/config.ts";
import { chainNamed } from "../../../scripts/deploy/chains.ts";
import { ignite } from "../../../scripts/deploy/ignite.ts";
import { parametersFor } from "../../../scripts/deploy/parameters.ts";
import { ROLES_GAS } from "../../../scripts/deploy/plan.ts";
import { isSame, Mismatch, readBack } from "../../../scripts/deploy/read-back.ts";
import { releaseOf } from "../../../scripts/deploy/release.ts";
import { type Guard, type LikeSepolia, likeSepolia } from "../../support/like-sepolia.ts";

const keyOf = (number: number) => toHex(number, { size: 32 });
const guardian = privateKeyToAccount(keyOf(77)).address;

describe("npm run deploy", function () {
  this.timeout(180_000);
  let node: LikeSepolia;
  let multisig: `0x${string}`;
  let folder: string;
  before(async () => {
    node = await likeSepolia();
    // Any contract may stand for a multisig: the smallest that is there.
    const account = node.accountOf(1);
    const wallet = createWalletClient({ account, transport: http(node.nodeUrl) });
    const hash = await wallet.deployContract({ abi: [], bytecode: "0x60016000556001601f5360016000f3", chain: node.reader.chain });
    const receipt = await node.reader.waitForTransactionReceipt({ hash });
    multisig = getAddress(receipt.contractAddress ?? expect.fail("no multisig"));
  });
  after(() => node.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "guildhall-deploy-"));
    node.guard(() => "pass");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const said: string[] = [];
  type Run = { code: number | null; signal: NodeJS.Signals | null; output: string };
  const run = (key: `0x${string}` | "", env: NodeJS.ProcessEnv = {}, given: string[] = ["--yes"], network = "sepolia") =>
    new Promise<Run>((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [join(config.root, "scripts/deploy.ts"), "--network", network, "--out", folder, ...given],
        {
          cwd: config.root,
          stdio: ["ignore", "pipe", "pipe"],
          env: {
            ...config.inherited,
            RPC_URL: node.rpcUrl,
            DEPLOYER_KEY: key,
            GOVERNOR_ADDRESS: multisig,
            GUARDIAN_ADDRESS: guardian,
            ETHERSCAN_API_KEY: "",
            MAX_FEE_GWEI: "1000",
            ...env,
          },
        },
      );
      stopIt = () => child.kill("SIGKILL");
      let output = "";
      child.stdout.on("data", (chunk) => (output += chunk));
      child.stderr.on("data", (chunk) => (output += chunk));
      child.once("error", reject);
      child.once("close", (code, signal) => {
        said.push(output);
        resolve({ code, signal, output });
      });
    });
  let stopIt = () => {};
  const recordFile = () => join(folder, `${node.chainId}.json`);

  const aDeployer = async (number: number, ether = "10") => {
    const account = privateKeyToAccount(keyOf(number));
    await node.give(account.address, ether);
    const people = { governor: multisig, guardian, treasury: multisig };
    return {
      key: keyOf(number),
      account,
      release: releaseOf(account.address, parametersFor(chainNamed("sepolia"), people), false),
    };
  };

  it("goes on wherever it was killed, does nothing twice, and writes its record last", async () => {
    const { key, account, release } = await aDeployer(1001);
    // Killed on its way out with a transaction, and with the answer on its way in, by turns.
    let kills = 0;
    const deadly: Guard = () => {
      kills += 1;
      stopIt();
      return kills % 2 ? "drop" : "refuse";
    };
    const nonces: number[] = [];
    let last: Run | undefined;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      node.guard(deadly);
      last = await run(key);
      nonces.push(await node.reader.getTransactionCount({ address: account.address, blockTag: "pending" }));
      if (last.signal !== "SIGKILL") break;
      expect(existsSync(recordFile()), "no record of half a deployment").to.equal(false);
    }

    expect(last?.code, last?.output).to.equal(0);
    expect(last?.output).to.match(/Read back, (\d+) of \1 as meant/);
    expect(kills, "killed at every transaction").to.be.within(10, 19);
    expect(nonces.at(-1), "one transaction a contract, and one for the roles").to.equal(release.pieces.length + 1);
    const record = JSON.parse(readFileSync(recordFile(), "utf8"));
    expect(record).to.include({ chainId: node.chainId, escrow: release.addresses.escrow, court: release.addresses.court });
    expect(record).not.to.have.property("token");
    const before = await node.reader.getCode({ address: release.addresses.authority, blockNumber: BigInt(record.block) - 1n });
    expect(before, "nothing is older than the record says").to.equal(undefined);

    node.guard(() => expect.fail("something was sent"));
    const again = await run(key);
    expect(again.code, again.output).to.equal(0);
    expect(again.output).to.contain("Everything is there already");
    expect(JSON.parse(readFileSync(recordFile(), "utf8"))).to.deep.equal(record);
  });

  it("goes on without the journal, which the chain can replace", async () => {
    const { key, account, release } = await aDeployer(1002);
    node.guard((count) => {
      if (count === 3) stopIt();
      return "pass";
    });
    expect((await run(key)).signal).to.equal("SIGKILL");
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
    node.guard(() => "pass");

    const { code, output } = await run(key);

    expect(code, output).to.equal(0);
    expect(await node.reader.getTransactionCount({ address: account.address })).to.equal(release.pieces.length + 1);
    const { block } = JSON.parse(readFileSync(recordFile(), "utf8"));
    expect(await node.reader.getCode({ address: release.addresses.authority, blockNumber: BigInt(block) })).to.match(/^0x/);
    expect(await node.reader.getCode({ address: release.addresses.authority, blockNumber: BigInt(block) - 1n })).to.equal(
      undefined,
    );
    // The control: one that does not ask the chain first would create what is there, and the factory refuses.
    const naive = ignite({
      chain: node.reader,
      account,
      release,
      work: { missing: release.pieces, needsRoles: true },
      confirmations: 1,
      every: 20,
    });
    expect(String(await naive.catch((error: unknown) => error))).to.match(/stopped/);
  });

  it("catches every parameter that is not as meant, by name", async () => {
    const { key, release } = await aDeployer(1003);
    expect((await run(key)).code).to.equal(0);
    expect((await readBack(node.reader, release)).every(isSame)).to.equal(true);
    const { parameters } = release;
    const other = "0x00000000000000000000000000000000000000aa";
    const tampered: [RegExp, Partial<typeof parameters>][] = [
      [/Escrow.policy.feeBps is 100, not 101/, { feeBps: parameters.feeBps + 1 }],
      [/Escrow.treasury is/, { treasury: other }],
      [/setFee\(uint16\) by the governor is/, { governor: other }],
      [/pause\(\) by the guardian is/, { guardian: other }],
      [/the governor's admin role is/, { governanceDelay: parameters.governanceDelay + 1 }],
      [/Reputation.rateOf\(0x0{40}\) is/, { coinRate: parameters.coinRate + 1n }],
      [/Reputation.rateOf\(0x1c7D/, { tokens: (parameters.tokens ?? []).map((one) => ({ ...one, rate: one.rate + 1n })) }],
    ];
    const walk = (tree: object, path: string[] = []): void => {
      for (const [name, value] of Object.entries(tree)) {
        if (typeof value === "object") walk(value, [...path, name]);
        else {
          const court = structuredClone(parameters.court);
          let place = court as unknown as Record<string, unknown>;
          for (const step of path) place = place[step] as Record<string, unknown>;
          place[name] = (value as bigint) + 1n;
          tampered.push([new RegExp(`Court.parameters.${[...path, name].join(".")} is`), { court }]);
        }
      }
    };
    walk(parameters.court);

    for (const [words, change] of tampered) {
      const error = await readBack(node.reader, { ...release, parameters: { ...parameters, ...change } }).catch((one) => one);
      expect(error, String(words)).to.be.instanceOf(Mismatch);
      expect(error.message).to.match(words);
    }
    const code = await node.reader.getCode({ address: release.addresses.anchor });
    await node.cheats.setCode({ address: release.addresses.anchor, bytecode: `${code?.slice(0, -2)}00` as `0x${string}` });
    const error = await readBack(node.reader, release).catch((one) => one);
    expect(error.message).to.contain("the code of anchor is");
  });

  it("takes the deployer's power away, and promises no less gas than the roles cost", async () => {
    const { key, account, release } = await aDeployer(1004);
    const { code, output } = await run(key);

    expect(code, output).to.equal(0);
    for (const role of ["admin", "governor", "guardian"]) expect(output).to.contain(`whether the deployer is ${role}: false`);
    const head = await node.reader.getBlockNumber();
    const spent: bigint[] = [];
    for (let block = head; block > head - 60n && block > 0n; block -= 1n) {
      const { transactions } = await node.reader.getBlock({ blockNumber: block, includeTransactions: true });
      for (const { from, to, hash } of transactions) {
        if (from !== account.address.toLowerCase() || to !== release.addresses.authority.toLowerCase()) continue;
        spent.push((await node.reader.getTransactionReceipt({ hash })).gasUsed);
      }
    }
    expect(spent).to.have.length(1);
    expect(Number(spent[0])).to.be.below(Number(ROLES_GAS));
  });

  it("shows all of it and sends nothing before somebody is sure", async () => {
    const { key, release } = await aDeployer(1005);
    node.guard(() => expect.fail("something was sent"));

    const { code, output } = await run(key, {}, []);

    expect(code).to.equal(1);
    expect(output).to.contain("Nothing was sent");
    for (const { name, address } of release.pieces) expect(output).to.match(new RegExp(`${name} +${address} +about [0-9,]+ gas`));
    for (const words of [
      "sepolia (11155111)",
      "governor",
      multisig,
      guardian,
      "deployer keeps",
      "no power",
      "seatStake",
      "1 ETH",
      "at most",
    ])
      expect(output).to.contain(words);
    expect(existsSync(recordFile())).to.equal(false);
  });

  const refusals: [string, () => Promise<Run>, RegExp][] = [
    ["without a key", () => run(""), /Set DEPLOYER_KEY.*none of them has a default/],
    ["with half a key", () => run("0x1234" as `0x${string}`), /DEPLOYER_KEY is not 0x and 64 hexadecimal digits/],
    ["without a governor", () => run(keyOf(1006), { GOVERNOR_ADDRESS: "" }), /Set GOVERNOR_ADDRESS/],
    ["without a guardian", () => run(keyOf(1006), { GUARDIAN_ADDRESS: "" }), /Set GUARDIAN_ADDRESS/],
    [
      "with the deployer as guardian",
      () => run(keyOf(1006), { GUARDIAN_ADDRESS: privateKeyToAccount(keyOf(1006)).address }),
      /GUARDIAN_ADDRESS is the deployer itself/,
    ],
    ["with one person as governor", () => run(keyOf(1006), { GOVERNOR_ADDRESS: guardian }), /is no contract on this chain/],
    ["on another chain than it was told", () => run(keyOf(1006), {}, ["--yes"], "mainnet"), /on chain 11155111, not on mainnet/],
    ["on a chain whose row says no", () => run(keyOf(1006), {}, ["--yes"], "optimism"), /optimism is refused/],
    ["on a chain without a row", () => run(keyOf(1006), {}, ["--yes"], "zora"), /No row of docs\/chains.md/],
    ["with no money", () => run(keyOf(1006)), /has 0 ETH on sepolia and may need 0\.\d+: send it 0\.\d+ ETH more/],
    ["at a price above the ceiling", async () => run((await aDeployer(1007)).key, { MAX_FEE_GWEI: "0.001" }), /fee|gas/i],
    ["where nobody answers", () => run(keyOf(1006), { RPC_URL: `${node.rpcUrl.replace(/:\d+/, ":9")}` }), /HTTP request failed/],
  ];
  for (const [name, attempt, words] of refusals) {
    it(`refuses to deploy ${name}`, async () => {
      node.guard(() => expect.fail("something was sent"));

      const { code, output } = await attempt();

      expect(code).to.equal(1);
      expect(output).to.match(words);
      expect(existsSync(recordFile())).to.equal(false);
    });
  }

  it("never said a key, nor the provider's address that holds one", () => {
    expect(said).to.have.length.above(15);
    for (const output of said) {
      expect(output).not.to.contain("a-secret-of-the-provider");
      for (let number = 1001; number < 1010; number += 1) expect(output).not.to.contain(keyOf(number).slice(2));
    }
  });
});
