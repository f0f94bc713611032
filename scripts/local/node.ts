/** Hardhat's own node, in this process, with room for a recorder before every request. */
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatPlugin } from "hardhat/types/plugins";
import type { EthereumProvider } from "hardhat/types/providers";
import type { Recorder } from "./recorder.ts";

export const chainId = 31_337;
const hardfork = "prague";
const accounts = 40;

export type LocalNode = {
  provider: EthereumProvider;
  hardfork: string;
  /** From now on every request passes through it. */
  use(recorder: Recorder): void;
  listen(): Promise<number>;
};

export async function createNode({ initialDate, port }: { initialDate: string; port: number }): Promise<LocalNode> {
  let provider: EthereumProvider | undefined;
  let recorder: Recorder | undefined;

  const tap: HardhatPlugin = {
    id: "guildhall-local-chain",
    hookHandlers: {
      network: async () => ({
        default: async () => ({
          newConnection: async (context, next) => {
            const connection = await next(context);
            provider = connection.provider;
            return connection;
          },
          onRequest: async (context, connection, request, next) => {
            const onward = (other: typeof request) => next(context, connection, other);
            return recorder ? recorder(request, onward) : onward(request);
          },
        }),
      }),
    },
  };

  const hre = await createHardhatRuntimeEnvironment({
    plugins: [tap],
    networks: {
      local: {
        type: "edr-simulated",
        chainId,
        hardfork,
        accounts: { count: accounts },
        initialDate,
        // The clock follows the wall however many transactions one second sees.
        allowBlocksWithSameTimestamp: true,
        // As on any real chain: sending gives a hash, and the receipt tells of the revert.
        throwOnTransactionFailures: false,
        mining: { auto: true, interval: 0, mempool: { order: "fifo" } },
      },
    },
  });
  const server = await hre.network.createServer("local", "127.0.0.1", port);
  if (provider === undefined) throw new Error("Hardhat opened no connection.");
  return {
    provider,
    hardfork,
    use: (one) => {
      recorder = one;
    },
    listen: async () => (await server.listen()).port,
  };
}
