import { createORPCClient, ORPCError } from "@orpc/client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import type { AnyContractRouter, ContractRouterClient } from "@orpc/contract";
import type { Contract } from "#core/api.ts";
import { isProblemBody, withPlainJson } from "#core/lib/problem.ts";

// Everything on the wire is text, whole numbers, lists and objects, so what the schemas say is what JSON gives.
export type Api = ContractRouterClient<Contract>;

/**
 * The contract without its schemas: method and path of each route. The server hands it to the page, so that a browser
 * loads neither zod nor the schemas to call the API.
 */
export type Routes = {
  readonly [name: string]: Routes | { readonly "~orpc": { errorMap: object; meta: object; route: object } };
};

/** Names a call in every log it passes through. `randomUUID` would need TLS. */
const requestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const createApi = ({
  routes,
  url,
  headers,
  fetch: send,
}: {
  routes: Routes;
  url: string;
  headers?: () => Record<string, string>;
  fetch: (request: Request, init: object) => Promise<Response>;
}): Api =>
  createORPCClient(
    new OpenAPILink(routes as AnyContractRouter, {
      url,
      headers: headers ?? {},
      fetch: async (request, init) => {
        // Reading stays without it: the header would cost a browser a question of its own before each fetch.
        if (request.method !== "GET") request.headers.set("x-request-id", requestId());
        return withPlainJson(await send(request, init));
      },
      // The API answers with RFC 9457 problems. `facts` may name a field each, for a form.
      customErrorResponseBodyDecoder: (body, response) =>
        isProblemBody(body)
          ? new ORPCError(body.code, {
              status: response.status,
              message: body.detail,
              data: { facts: body.facts, requestId: body.requestId },
            })
          : null,
    }),
  );
