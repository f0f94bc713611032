/** The contract as an OpenAPI 3.1 document, made once, on the first question. */
import type { OpenAPI } from "@orpc/contract";
import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import type { RequestHandler } from "express";
import { contract } from "#core/api.ts";
import { problemStatus } from "#core/lib/problem.ts";

const Problem: OpenAPI.SchemaObject = {
  type: "object",
  required: ["type", "title", "status", "code", "detail", "facts", "requestId"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(problemStatus) },
    detail: { type: "string" },
    facts: { type: "object" },
    requestId: { anyOf: [{ type: "string" }, { type: "null" }] },
  },
};

export async function describeApi(apiOrigin: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: {
      title: "Guildhall",
      version: "1",
      description: "Refusals are RFC 9457 problems (application/problem+json) with a stable `code`.",
      license: { name: "AGPL-3.0-or-later", identifier: "AGPL-3.0-or-later" },
    },
    servers: [{ url: apiOrigin }],
  });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem } };
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item ?? {})) {
      if (typeof operation !== "object" || !("responses" in operation)) continue;
      operation.responses = {
        ...operation.responses,
        default: {
          description: "A problem",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      };
    }
  }
  return document;
}

export function openApiDocument(apiOrigin: string): RequestHandler {
  let text: Promise<string> | undefined;
  return async (_request, response) => {
    text ??= describeApi(apiOrigin).then((document) => JSON.stringify(document));
    response
      .type("json")
      .set("cache-control", "public, max-age=300")
      .send(await text);
  };
}
