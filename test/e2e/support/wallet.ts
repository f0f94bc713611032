import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext } from "playwright-core";
import {
  createWalletClient,
  defineChain,
  type Hex,
  hexToBigInt,
  http,
  isHex,
  type LocalAccount,
  numberToHex,
  stringToHex,
  type TypedDataDefinition,
} from "viem";

type Request = { method: string; params?: unknown[] };
type Answer = { result: unknown } | { error: { code: number; message: string } };

export type TestWallet = {
  /** Methods that needed the person's hand, in order, whether approved or not. */
  asked: string[];
  /** Typed data that was signed, exactly as the page gave it. */
  signed: TypedDataDefinition[];
  /** Transactions that were sent. */
  sent: Hex[];
  /** The person presses "Reject" the next time the page asks for this. */
  rejectNext: (method: Asking) => void;
  /** The person picks another account in the wallet, which tells the page. */
  choose: (account: LocalAccount) => Promise<void>;
  /** The wallet is on another network, until the page asks it to switch. */
  leaveNetwork: (chainId: number) => Promise<void>;
  /** The wallet does not know this method. */
  forget: (method: Asking) => void;
  /** It sends whatever it is given without trying it first, as some do. */
  sendBlindly: () => void;
  /** It does several calls as one (EIP-5792). The local chain knows no such account, so they follow each other. */
  batches: () => void;
  /** Batches that were sent, each with how many calls. */
  sentBatches: number[];
  /** A broken or hostile wallet: it shows one account and signs messages with the key of another. */
  signMessagesWith: (account: LocalAccount) => void;
};

/** Nobody says no within the same frame; RainbowKit forgets an answer that comes while it still opens its own view. */
const A_HAND = 300;

type Asking =
  | "wallet_requestPermissions"
  | "eth_requestAccounts"
  | "personal_sign"
  | "eth_signTypedData_v4"
  | "eth_sendTransaction"
  | "wallet_sendCalls";
const needsHand: ReadonlySet<string> = new Set<Asking>([
  "wallet_requestPermissions",
  "eth_requestAccounts",
  "personal_sign",
  "eth_signTypedData_v4",
  "eth_sendTransaction",
  "wallet_sendCalls",
]);
const UNKNOWN = -32_601;
const PLENTY = 1_500_000n;

/**
 * A browser wallet as a person has it: an EIP-1193 provider in every page of the context, announced by EIP-6963,
 * whose key stays outside the page. So the page's connect, sign-in and transaction code is really gone through.
 */
export const aWallet = async (
  context: BrowserContext,
  {
    account: first,
    rpcUrl,
    chainId = 31_337,
    name = "Test Wallet",
  }: { account: LocalAccount; rpcUrl: string; chainId?: number; name?: string },
): Promise<TestWallet> => {
  const chain = defineChain({
    id: chainId,
    name: "local",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const client = createWalletClient({ chain, transport: http(rpcUrl, { retryCount: 0 }) });
  let account = first;
  let messageSigner: LocalAccount | undefined;
  // Until the person approved the site, eth_accounts must say nobody, or the page would connect by itself.
  let isConnected = false;
  const rejected = new Set<string>();
  const forgotten = new Set<string>();
  let at = chainId;
  let isBlind = false;
  let hasBatches = false;
  const batches = new Map<string, Hex[]>();
  /** Every open page, as a wallet does. */
  const tell = async (event: string, value: unknown): Promise<void> => {
    const detail = { event, value };
    const say = (told: typeof detail) => void window.dispatchEvent(new CustomEvent("guildhall-test-wallet", { detail: told }));
    await Promise.all(context.pages().map((page) => page.evaluate(say, detail)));
  };
  const wallet: TestWallet = {
    asked: [],
    signed: [],
    sent: [],
    sentBatches: [],
    leaveNetwork: async (other) => {
      at = other;
      await tell("chainChanged", numberToHex(other));
    },
    forget: (method) => {
      forgotten.add(method);
    },
    sendBlindly: () => {
      isBlind = true;
    },
    batches: () => {
      hasBatches = true;
    },
    rejectNext: (method) => {
      rejected.add(method);
    },
    choose: async (chosen) => {
      account = chosen;
      await tell("accountsChanged", [chosen.address]);
    },
    signMessagesWith: (other) => {
      messageSigner = other;
    },
  };

  type Sent = { to?: Hex; data?: Hex; value?: Hex; gas?: Hex };
  const send = async ({ to, data, value, gas }: Sent): Promise<Hex> => {
    const hash = await client.sendTransaction({
      account,
      ...(to ? { to } : {}),
      ...(data ? { data } : {}),
      ...(value ? { value: hexToBigInt(value) } : {}),
      ...(isBlind ? { gas: PLENTY } : gas ? { gas: hexToBigInt(gas) } : {}),
    });
    wallet.sent.push(hash);
    return hash;
  };

  const answer = async ({ method, params = [] }: Request): Promise<unknown> => {
    if (forgotten.has(method) || (method.startsWith("wallet_") && /Calls|Capabilities/.test(method) && !hasBatches))
      throw Object.assign(new Error("This wallet does not know that."), { code: UNKNOWN });
    if (needsHand.has(method)) {
      wallet.asked.push(method);
      if (rejected.delete(method)) {
        await sleep(A_HAND);
        throw Object.assign(new Error("User rejected the request."), { code: 4001 });
      }
    }
    switch (method) {
      case "eth_accounts":
        return isConnected ? [account.address] : [];
      case "eth_requestAccounts":
        isConnected = true;
        return [account.address];
      case "wallet_requestPermissions":
        isConnected = true;
        return [{ parentCapability: "eth_accounts", caveats: [{ type: "restrictReturnedAccounts", value: [account.address] }] }];
      case "wallet_getPermissions":
        return isConnected ? [{ parentCapability: "eth_accounts" }] : [];
      case "wallet_revokePermissions":
        isConnected = false;
        return null;
      case "eth_chainId":
        return numberToHex(at);
      case "wallet_switchEthereumChain":
        at = chainId;
        return null;
      case "wallet_getCapabilities":
        return { [numberToHex(chainId)]: { atomic: { status: "supported" } } };
      case "wallet_sendCalls": {
        const [{ calls }] = params as [{ calls: Sent[] }];
        const hashes: Hex[] = [];
        for (const call of calls) hashes.push(await send(call));
        wallet.sentBatches.push(calls.length);
        const id = hashes.at(-1) ?? "0x";
        batches.set(id, hashes);
        return { id };
      }
      case "wallet_getCallsStatus": {
        const [id] = params as [Hex];
        const receipts = await Promise.all(
          (batches.get(id) ?? []).map((hash) => client.request({ method: "eth_getTransactionReceipt", params: [hash] } as never)),
        );
        return { version: "2.0.0", id, chainId: numberToHex(chainId), atomic: true, status: 200, receipts };
      }
      case "personal_sign": {
        const [data] = params as [string];
        return (messageSigner ?? account).signMessage({ message: { raw: isHex(data) ? data : stringToHex(data) } });
      }
      case "eth_signTypedData_v4": {
        const typed = JSON.parse(params[1] as string);
        delete typed.types.EIP712Domain;
        wallet.signed.push(typed);
        return account.signTypedData(typed);
      }
      case "eth_sendTransaction": {
        const [tx] = params as [Sent];
        return send(tx);
      }
      default:
        return client.request({ method, params } as never);
    }
  };

  await context.exposeFunction("guildhallTestWallet", async (request: Request): Promise<Answer> => {
    try {
      return { result: (await answer(request)) ?? null };
    } catch (cause) {
      const error = cause as { code?: number; message: string; shortMessage?: string };
      return {
        error: { code: typeof error.code === "number" ? error.code : -32603, message: error.shortMessage ?? error.message },
      };
    }
  });
  await context.addInitScript(announce, { name, uuid: crypto.randomUUID(), chainId: `0x${chainId.toString(16)}` });
  return wallet;
};

/** Runs inside the page. */
function announce({ name, uuid, chainId }: { name: string; uuid: string; chainId: string }) {
  type Handler = (value: unknown) => void;
  const handlers = new Map<string, Set<Handler>>();
  const emit = (event: string, value: unknown) => {
    for (const handler of handlers.get(event) ?? []) handler(value);
  };
  const ask = (window as unknown as { guildhallTestWallet: (request: Request) => Promise<Answer> }).guildhallTestWallet;
  const provider = {
    request: async (request: Request) => {
      const answer = await ask(JSON.parse(JSON.stringify(request)));
      if ("error" in answer) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
      if (request.method === "eth_requestAccounts") emit("accountsChanged", answer.result);
      if (request.method === "wallet_switchEthereumChain") emit("chainChanged", chainId);
      return answer.result;
    },
    on: (event: string, handler: Handler) => {
      handlers.set(event, (handlers.get(event) ?? new Set()).add(handler));
      return provider;
    },
    removeListener: (event: string, handler: Handler) => {
      handlers.get(event)?.delete(handler);
      return provider;
    },
  };
  const icon =
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='%23264'/></svg>";
  const detail = Object.freeze({ info: { uuid, name, icon, rdns: "example.guildhall.test-wallet" }, provider });
  const tell = () => window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
  window.addEventListener("eip6963:requestProvider", tell);
  window.addEventListener("guildhall-test-wallet", (told) => {
    const { event, value } = (told as CustomEvent<{ event: string; value: unknown }>).detail;
    emit(event, value);
  });
  tell();
}
