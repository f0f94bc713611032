"use client";

import { useCallback } from "react";
import type { Abi, Address, Hex } from "viem";
import { useConfig } from "./public-config.tsx";

export type Reader = {
  read: (call: { abi: Abi; address: Address; functionName: string; args?: readonly unknown[] }) => Promise<unknown>;
  /** A JSON-RPC call as it is, for what a library would turn into its own shape. */
  request: (method: string, params: unknown[]) => Promise<unknown>;
  codeAt: (address: Address) => Promise<Hex | undefined>;
};

/** Asks the chain's node directly, without a wallet. viem is loaded on the first question. */
export const openReader = async (rpcUrl: string): Promise<Reader> => {
  const { createClient, getCode, http, readContract } = await import("./node-calls.ts");
  const client = createClient({ transport: http(rpcUrl) });
  return {
    read: (call) => readContract(client, call),
    request: (method, params) => client.request({ method, params } as Parameters<typeof client.request>[0]),
    codeAt: (address) => getCode(client, { address }),
  };
};

export const useReader = (): (() => Promise<Reader>) => {
  const { rpcUrl } = useConfig();
  return useCallback(() => openReader(rpcUrl), [rpcUrl]);
};
