/** A Guildhall to act in: where its API answers, its node, its contracts. */
import { createORPCClient, ORPCError } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { type Chain, createPublicClient, defineChain, http } from "viem";
import { type Contract, contract } from "#core/api.ts";
import type { Deployment } from "#core/chain/deployments.ts";
import { isProblemBody, withPlainJson } from "#core/lib/problem.ts";

export type Api = ContractRouterClient<Contract>;

export type Hall = ReturnType<typeof openHall>;

type Place = {
  apiUrl: string;
  rpcUrl: string;
  deployment: Deployment;
  /** How often to ask a node that does not mine at once. */
  pollingInterval?: number;
};

export function openHall({ apiUrl, rpcUrl, deployment, pollingInterval = 50 }: Place) {
  const transport = http(rpcUrl, { retryCount: 0, timeout: 30_000 });
  const network: Chain = defineChain({
    id: deployment.chainId,
    name: "Guildhall",
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
  const chain = createPublicClient({ chain: network, transport, pollingInterval, cacheTime: 0 });
  return { apiUrl, rpcUrl, deployment, chain, api: openApi(apiUrl).api };
}

/** The typed client, with a cookie jar of its own as a browser has one; a cookie may be in it already. */
export function openApi(apiUrl: string, cookie?: string): { api: Api; signedOut: () => void } {
  const send = async (request: Request): Promise<Response> => {
    if (cookie !== undefined) request.headers.set("cookie", cookie);
    const response = await fetch(request);
    for (const line of response.headers.getSetCookie()) cookie = line.split(";", 1)[0];
    return withPlainJson(response);
  };

  const link = new OpenAPILink(contract, {
    url: apiUrl,
    fetch: send,
    // The API answers with RFC 9457 problems.
    customErrorResponseBodyDecoder: (body, response) =>
      isProblemBody(body)
        ? new ORPCError(body.code, { status: response.status, message: body.detail, data: { facts: body.facts } })
        : null,
  });
  return {
    api: createORPCClient<Api>(link),
    signedOut: () => {
      cookie = undefined;
    },
  };
}
