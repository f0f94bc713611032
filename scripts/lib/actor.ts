/**
 * A person with a wallet, acting as a browser does: through the public API, with signatures and signed transactions.
 * The seed, the demo and the tests act through this and nothing else.
 */
import {
  type Abi,
  type Address,
  type ContractFunctionArgs,
  type ContractFunctionName,
  encodeFunctionData,
  type Hex,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { courtAbi, escrowAbi, tokenAbi } from "#core/chain/abi.ts";
import {
  type Amendment,
  amendmentTypedData,
  commitment,
  type Place,
  saltOf,
  saltTypedData,
  type Settlement,
  settlementTypedData,
  type Terms,
  termsTypedData,
} from "#core/chain/terms.ts";
import type { Me } from "#core/features/session.ts";
import { mnemonic } from "../local/world.ts";
import { type Hall, openApi } from "./hall.ts";
import { refusalOf } from "./refusal.ts";

export type Actor = ReturnType<typeof actorIn>;

type Writes<A extends Abi> = ContractFunctionName<A, "nonpayable" | "payable">;
type Args<A extends Abi, F extends Writes<A>> = ContractFunctionArgs<A, "nonpayable" | "payable", F>;

/** Enough for any function of ours; the receipt says what was used. */
const GAS = 2_000_000n;
/** Local gas is play money; a cap that no base fee of a quiet chain reaches. */
const FEES = { maxFeePerGas: 20_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n };

export function actorIn(hall: Hall, index: number) {
  const account = mnemonicToAccount(mnemonic, { addressIndex: index });
  const { deployment, chain } = hall;
  const { api } = openApi(hall.apiUrl);

  let turn: Promise<unknown> = Promise.resolve();
  /** One transaction of a wallet after another, so that two never claim one nonce. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  };

  /** Signed here, as a wallet does, for the chain that the contracts are on. */
  async function send(transaction: { to: Address; value: bigint; gas: bigint; data?: Hex }): Promise<Hex> {
    const nonce = await chain.getTransactionCount({ address: account.address, blockTag: "pending" });
    const serialized = { ...transaction, ...FEES, nonce, chainId: deployment.chainId, type: "eip1559" } as const;
    return chain.sendRawTransaction({ serializedTransaction: await account.signTransaction(serialized) });
  }

  const write =
    <const A extends Abi>(address: Address, abi: A) =>
    <F extends Writes<A>>(functionName: F, args: Args<A, F>, value = 0n): Promise<TransactionReceipt> =>
      inTurn(async () => {
        // viem cannot follow a function's name through a generic ABI; the two type parameters above did.
        const call = { address, abi: abi as Abi, functionName: functionName as string, args: args as readonly unknown[], value };
        try {
          await chain.simulateContract({ ...call, account, blockTag: "pending" });
          const { address: to, value: amount, ...rest } = call;
          return await receiptOf(await send({ to, value: amount, data: encodeFunctionData(rest), gas: GAS }));
        } catch (error) {
          throw refusalOf(error, { who: account.address, what: call.functionName });
        }
      });

  async function receiptOf(hash: Hex): Promise<TransactionReceipt> {
    const receipt = await chain.getTransactionReceipt({ hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return chain.waitForTransactionReceipt({ hash });
      throw error;
    });
    if (receipt.status !== "success") throw new Error(`Transaction ${hash} was mined and reverted.`);
    return receipt;
  }

  async function signIn(): Promise<Me> {
    const { issuedAt, expirationTime, domain, uri, version, chainId, nonce, statement } = await api.session.challenge();
    const message = createSiweMessage({
      address: account.address,
      domain,
      uri,
      version,
      chainId,
      nonce,
      statement,
      issuedAt: new Date(issuedAt),
      expirationTime: new Date(expirationTime),
    });
    return api.session.signIn({ message, signature: await account.signMessage({ message }) });
  }

  /** The same salt from the same wallet in any browser, so a vote can be revealed from the page later. */
  const saltFor = async (place: Place): Promise<Hex> => saltOf(await account.signTypedData(saltTypedData(place, deployment)));

  const committing = async (place: Place, developerBps: bigint): Promise<Hex> =>
    commitment(place, { developerBps, salt: await saltFor(place) }, deployment);

  const token = deployment.token;
  return {
    index,
    account,
    /** As contracts say it; the API says it in lower case. */
    address: account.address,
    api,
    signIn,
    signTerms: (terms: Terms) => account.signTypedData(termsTypedData(terms, deployment)),
    signSettlement: (settlement: Settlement) => account.signTypedData(settlementTypedData(settlement, deployment)),
    signAmendment: (amendment: Amendment) => account.signTypedData(amendmentTypedData(amendment, deployment)),
    saltFor,
    committing,
    escrow: write(deployment.escrow, escrowAbi),
    court: write(deployment.court, courtAbi),
    token: token ? write(token, tokenAbi) : undefined,
    send: (to: Address, value: bigint): Promise<TransactionReceipt> =>
      inTurn(async () => {
        return receiptOf(await send({ to, value, gas: 21_000n }));
      }),
    balance: (of?: Address) =>
      of === undefined
        ? chain.getBalance({ address: account.address })
        : chain.readContract({ address: of, abi: tokenAbi, functionName: "balanceOf", args: [account.address] }),
  };
}
