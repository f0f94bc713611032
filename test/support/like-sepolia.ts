/**
 * A real Hardhat node that calls itself Sepolia: blocks come by the clock, and the factory stands where it stands there. In
 * front of it a door that counts what is sent and may shut, as the network between a deployer and its node does.
 */
import { createServer, type Server } from "node:http";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import { type Address, createPublicClient, createTestClient, createWalletClient, defineChain, http, parseEther } from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { bringCreateX } from "../../scripts/deploy/createx.ts";
import { LOCAL_MNEMONIC } from "../../scripts/deploy/local.ts";

export const SEPOLIA = 11_155_111;
const accountOf = (index: number) => mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex: index });

/** Called for each transaction on its way; "refuse" loses it, "drop" loses the answer alone. */
export type Guard = (count: number) => "pass" | "refuse" | "drop";

export type LikeSepolia = Awaited<ReturnType<typeof likeSepolia>>;

export async function likeSepolia({ withFactory = true } = {}) {
  const hre = await createHardhatRuntimeEnvironment({
    networks: {
      local: { type: "edr-simulated", chainId: SEPOLIA, accounts: { count: 10 }, mining: { auto: true, interval: 0 } },
    },
  });
  const server = await hre.network.createServer("local", "127.0.0.1", 0);
  const nodeUrl = `http://127.0.0.1:${(await server.listen()).port}`;
  const chain = defineChain({
    id: SEPOLIA,
    name: "Like Sepolia",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [nodeUrl] } },
  });
  const fast = { chain, transport: http(nodeUrl, { retryCount: 0 }), pollingInterval: 20, cacheTime: 0 } as const;
  const reader = createPublicClient(fast);
  const cheats = createTestClient({ ...fast, mode: "hardhat" });
  const wallet = createWalletClient({ ...fast, account: accountOf(0) });
  if (withFactory) await bringCreateX({ chain: reader, wallet, account: accountOf(0) });
  await cheats.setAutomine(false);
  await cheats.setIntervalMining({ interval: 0.05 });

  const door = await openDoor(nodeUrl);
  return {
    chainId: SEPOLIA,
    rpcUrl: door.url,
    nodeUrl,
    reader,
    cheats,
    accountOf,
    guard: door.guard,
    give: (to: Address, ether: string) => cheats.setBalance({ address: to, value: parseEther(ether) }),
    stop: async () => {
      await door.close();
      await cheats.setIntervalMining({ interval: 0 });
      await server.close();
    },
  };
}

async function openDoor(nodeUrl: string) {
  let guard: Guard = () => "pass";
  let count = 0;
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const sends = (JSON.parse(body) as { method?: string }).method === "eth_sendRawTransaction";
    const verdict = sends ? guard(++count) : "pass";
    if (verdict === "refuse") return request.socket.destroy();
    const answer = await fetch(nodeUrl, { method: "POST", body, headers: { "content-type": "application/json" } });
    const text = await answer.text();
    if (verdict === "drop") return request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    // As a provider's address, with something in it that nobody else may see.
    url: `http://127.0.0.1:${port}/v3/a-secret-of-the-provider`,
    guard: (one: Guard) => {
      guard = one;
      count = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
