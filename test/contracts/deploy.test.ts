import { expect } from "chai";
import type {} from "chai-as-promised";
import { network } from "hardhat";
import { deploy, LOCAL_CHAIN } from "../../scripts/deploy.ts";
import { localParameters } from "../../scripts/deploy/parameters.ts";

describe("scripts/deploy", () => {
  const serve = async (chainId = LOCAL_CHAIN) => {
    const server = await network.createServer({ override: { chainId } }, "127.0.0.1", 0);
    const { address, port } = await server.listen();
    return { server, rpcUrl: `http://${address}:${port}` };
  };

  it("foretells the addresses, reads everything back, and is the same on the same chain", async () => {
    const [one, two] = [await serve(), await serve()];

    const first = await deploy({ rpcUrl: one.rpcUrl });
    const second = await deploy({ rpcUrl: two.rpcUrl });

    expect(first).to.deep.include({ chainId: LOCAL_CHAIN, block: 3 });
    expect(first.token).to.match(/^0x/);
    expect({ ...second, genesisHash: "" }).to.deep.equal({ ...first, genesisHash: "" });
    await Promise.all([one.server.close(), two.server.close()]);
  });

  it("refuses a chain that is not the local one", async () => {
    const { server, rpcUrl } = await serve(1);

    await expect(deploy({ rpcUrl })).to.be.rejectedWith("nothing was deployed");
    await server.close();
  });

  it("refuses a court whose cases outlast Escrow's patience", async () => {
    const { server, rpcUrl } = await serve();
    const court = { ...localParameters.court, drawPeriod: 18n * 86_400n };

    await expect(deploy({ rpcUrl, parameters: { court } })).to.be.rejectedWith("Shorten its periods");
    await server.close();
  });
});
