/** Shows the sources to the chain's explorer, through Hardhat's own client of Etherscan's API. */
import { verifyContract } from "@nomicfoundation/hardhat-verify/verify";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import hardhatConfig from "../../hardhat.config.ts";
import type { Chain } from "./chains.ts";
import type { Piece } from "./release.ts";

type Explorer = { chain: Chain; rpcUrl: string; apiKey: string; apiUrl?: string; say: (line: string) => void };

/** `contracts/Escrow.sol:Escrow`, as explorers name a contract. */
const fullName = (source: string): string => {
  const path = source.startsWith("@") ? source : `contracts/${source}`;
  return path.replace(/\/([^/]+)$/, ":$1");
};

/** One that fails is told and passed over: the deployment stands, and the same command tries again. */
export async function verifySources({ chain, rpcUrl, apiKey, apiUrl, say }: Explorer, pieces: readonly Piece[]): Promise<void> {
  const hre = await createHardhatRuntimeEnvironment(
    {
      ...hardhatConfig,
      networks: { target: { type: "http", url: rpcUrl, chainId: chain.id } },
      chainDescriptors: {
        [chain.id]: {
          name: chain.name,
          blockExplorers: { etherscan: { url: chain.explorer ?? "", ...(apiUrl && { apiUrl }) } },
        },
      },
      verify: { etherscan: { apiKey } },
    },
    // The profile that our artifacts come from; Hardhat's own choice, "production", has other settings and another code.
    { network: "target", buildProfile: "default" },
  );
  for (const { name, source, address, args } of pieces) {
    try {
      await verifyContract({ address, constructorArgs: [...args], contract: fullName(source), provider: "etherscan" }, hre);
      say(`The explorer knows the source of ${name}.`);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).replaceAll(apiKey, "ETHERSCAN_API_KEY");
      say(`The explorer did not take the source of ${name}: ${reason.replaceAll(rpcUrl, "RPC_URL")}`);
    }
  }
}
