/** Sources go to the explorer as Etherscan's API wants them; the double compiles what it gets, as the real one does. */
import { createRequire } from "node:module";
import { createServer, type Server } from "node:http";
import { expect } from "chai";
import { privateKeyToAccount } from "viem/accounts";
import { toHex } from "viem";
import { readArtifact } from "../../../scripts/deploy/artifacts.ts";
import { chainNamed } from "../../../scripts/deploy/chains.ts";
import { ignite } from "../../../scripts/deploy/ignite.ts";
import { parametersFor } from "../../../scripts/deploy/parameters.ts";
import { releaseOf } from "../../../scripts/deploy/release.ts";
import { verifySources } from "../../../scripts/deploy/verify.ts";
import { type LikeSepolia, likeSepolia } from "../../support/like-sepolia.ts";

const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
/** The trailer tells of the whole build's remappings too, which an explorer does not compare. */
const withoutMetadata = (code: string): string => code.replace(/a2646970667358221220[0-9a-f]{64}(?=64736f6c6343)/, "");
type Asked = { query: Record<string, string>; form: Record<string, string> };

describe("showing the sources to an explorer", function () {
  this.timeout(120_000);
  let node: LikeSepolia;
  let explorer: Server;
  let apiUrl: string;
  let answers: Record<string, object> = {};
  const asked: Asked[] = [];
  before(async () => {
    node = await likeSepolia();
    explorer = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const query = Object.fromEntries(new URL(request.url ?? "/", "http://explorer").searchParams);
      asked.push({ query, form: Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString())) });
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answers[query.action ?? ""]));
    });
    await new Promise<void>((resolve) => explorer.listen(0, "127.0.0.1", resolve));
    const address = explorer.address();
    apiUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v2/api`;
  });
  after(async () => {
    explorer?.closeAllConnections();
    explorer?.close();
    await node?.stop();
  });
  beforeEach(() => {
    asked.length = 0;
    answers = {
      getsourcecode: { status: "1", message: "OK", result: [{ SourceCode: "" }] },
      verifysourcecode: { status: "1", message: "OK", result: "a-ticket" },
      checkverifystatus: { status: "1", message: "OK", result: "Pass - Verified" },
    };
  });

  const show = async () => {
    const account = privateKeyToAccount(toHex(2001, { size: 32 }));
    await node.give(account.address, "10");
    const guardian = privateKeyToAccount(toHex(77, { size: 32 })).address;
    const parameters = parametersFor(chainNamed("sepolia"), { governor: guardian, guardian, treasury: guardian });
    const release = releaseOf(account.address, parameters, false);
    const pieces = release.pieces.filter(({ name }) => name === "reputation" || name === "anchor");
    const isThere = (await node.reader.getCode({ address: pieces[0]?.address ?? "0x" })) !== undefined;
    const work = { missing: pieces, needsRoles: false };
    if (!isThere) await ignite({ chain: node.reader, account, release, work, confirmations: 1, every: 20 });
    const said: string[] = [];
    const say = (line: string) => said.push(line);
    await verifySources({ chain: chainNamed("sepolia"), rpcUrl: node.nodeUrl, apiKey: "the-key", apiUrl, say }, pieces);
    return { said, pieces };
  };

  it("sends what compiles to the same code, with the arguments of its constructor", async () => {
    const { said, pieces } = await show();

    expect(said).to.deep.equal(pieces.map(({ name }) => `The explorer knows the source of ${name}.`));
    const sent = asked.filter(({ query }) => query.action === "verifysourcecode");
    expect(sent).to.have.length(pieces.length);
    for (const [index, { query, form }] of sent.entries()) {
      const piece = pieces[index] ?? expect.fail("one too many");
      expect(query).to.include({ module: "contract", chainid: String(node.chainId), apikey: "the-key" });
      expect(form).to.include({ contractaddress: piece.address, codeformat: "solidity-standard-json-input" });
      expect(form.compilerversion).to.match(/^v0\.8\.37\+commit\./);
      const { bytecode } = readArtifact(piece.source);
      const constructorArguments = form.constructorArguments ?? form.constructorArguements ?? "";
      expect(`${bytecode}${constructorArguments}`, piece.name).to.equal(piece.initCode);
      if (piece.name !== "anchor") continue;
      const [file, name] = (form.contractname ?? "").split(":") as [string, string];
      const { contracts } = JSON.parse(solc.compile(form.sourceCode ?? ""));
      expect(withoutMetadata(contracts[file][name].evm.bytecode.object)).to.equal(withoutMetadata(bytecode.slice(2)));
    }
  });

  it("asks for nothing when the explorer knows it already", async () => {
    answers.getsourcecode = { status: "1", message: "OK", result: [{ SourceCode: "contract Anchor {}" }] };

    const { said, pieces } = await show();

    expect(said).to.have.length(pieces.length);
    expect(asked.some(({ query }) => query.action === "verifysourcecode")).to.equal(false);
  });

  it("says what the explorer would not take, without the key, and goes on", async () => {
    answers.verifysourcecode = { status: "0", message: "NOTOK", result: "Invalid API Key the-key" };

    const { said, pieces } = await show();

    expect(said).to.have.length(pieces.length);
    for (const line of said) {
      expect(line).to.match(/did not take the source/);
      expect(line).not.to.contain("the-key");
    }
  });
});
