import type { Wallet } from "@rainbow-me/rainbowkit";
import { fromHex, getAddress, numberToHex, SwitchChainError, UserRejectedRequestError } from "viem";
import { type CreateConnectorFn, createConnector } from "wagmi";
import type { TestAccount } from "#core/features/chain.ts";
import { houseMark } from "#web/ui/house-mark.ts";

type Request = (asked: { method: string; params?: unknown }) => Promise<unknown>;
type RpcAnswer = { result?: unknown; error?: { code: number; message: string; data?: unknown } };

/** The figure of an account as text, which is all that the list of wallets can show. */
const houseMarkUri = (seed: string): string => {
  const { ground, first, second: other, stones } = houseMark(seed);
  const rects = stones
    .map(({ x, y, second }) => `<rect x="${x}" y="${y}" width="1" height="1" fill="${second ? other : first}"/>`)
    .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 8 8" shape-rendering="crispEdges"><rect x="-1" y="-1" width="8" height="8" fill="${ground}"/>${rects}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
};

/**
 * A wallet whose key the local chain's node holds: the node signs. wagmi's own `mock` connector forgets on a reload
 * and answers `eth_accounts` with everybody's, so this is written out; it exists on chain 31337 alone.
 */
export const testWallet =
  ({ address, name, purpose }: TestAccount, rpcUrl: string) =>
  (): Wallet => ({
    id: `test-${address}`,
    name: `${name} · ${purpose}`,
    iconUrl: houseMarkUri(address),
    iconBackground: "transparent",
    installed: true,
    createConnector: (details) =>
      createConnector<{ request: Request }, Record<string, unknown>, Record<`test-wallet.${string}`, boolean>>((config) => {
        const account = getAddress(address);
        const kept = `test-wallet.${address}` as const;
        const chainId = config.chains[0].id;
        let requests = 0;

        const request: Request = async ({ method, params = [] }) => {
          if (method === "eth_chainId") return numberToHex(chainId);
          if (method === "eth_accounts" || method === "eth_requestAccounts") return [account];
          if (method === "wallet_switchEthereumChain") {
            const [wanted] = params as [{ chainId: `0x${string}` }];
            if (fromHex(wanted.chainId, "number") !== chainId)
              throw new SwitchChainError(new Error("A test wallet knows the local chain only."));
            return null;
          }
          if (method.startsWith("wallet_")) throw Object.assign(new Error("A test wallet does not know this."), { code: -32601 });
          const response = await fetch(rpcUrl, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ jsonrpc: "2.0", id: ++requests, method, params }),
          });
          const { result, error }: RpcAnswer = await response.json();
          if (error) throw Object.assign(new Error(error.message), error);
          return result;
        };

        return {
          id: `test-${address}`,
          name,
          type: "test",
          ...details,
          // wagmi types the answer by what was wished for, which the compiler cannot follow into a branch.
          connect: (async () => {
            await config.storage?.setItem(kept, true);
            return { accounts: [account], chainId };
          }) as ReturnType<CreateConnectorFn>["connect"],
          disconnect: async () => {
            await config.storage?.removeItem(kept);
          },
          getAccounts: async () => [account],
          getChainId: async () => chainId,
          getProvider: async () => ({ request }),
          isAuthorized: async () => (await config.storage?.getItem(kept)) === true,
          switchChain: async ({ chainId: wanted }) => {
            const chain = config.chains.find(({ id }) => id === wanted);
            if (!chain) throw new UserRejectedRequestError(new Error("A test wallet knows the local chain only."));
            return chain;
          },
          onAccountsChanged: () => {},
          onChainChanged: () => {},
          onDisconnect: () => config.emitter.emit("disconnect"),
        };
      }),
  });
