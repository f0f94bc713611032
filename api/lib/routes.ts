/** The contract, flat: what a log line, a limit, a test's matrix and the check of a path's parameters go by. */
import { isContractProcedure } from "@orpc/contract";
import { contract } from "#core/api.ts";

export type Route = {
  /** As in the contract: `projects.post`. */
  name: string;
  method: string;
  path: string;
  isWrite: boolean;
  /** Where each parameter stands among the path's segments. */
  parameters: readonly { name: string; segment: number }[];
};

function* walk(node: unknown, path: string[]): Generator<Route> {
  if (isContractProcedure(node)) {
    const { method = "POST", path: template } = node["~orpc"].route;
    if (template === undefined) throw new Error(`${path.join(".")} has no path in the contract.`);
    const parameters = template.split("/").flatMap((part, segment) => {
      const name = /^\{\+?([^}]+)\}$/.exec(part)?.[1];
      return name === undefined ? [] : [{ name, segment }];
    });
    yield { name: path.join("."), method, path: template, isWrite: method !== "GET", parameters };
  } else if (typeof node === "object" && node !== null) {
    for (const [name, child] of Object.entries(node)) yield* walk(child, [...path, name]);
  }
}

export const routes: readonly Route[] = [...walk(contract, [])];
const byName = new Map(routes.map((route) => [route.name, route]));

export function routeNamed(path: readonly string[]): Route & { route: string } {
  const name = path.join(".");
  const route = byName.get(name);
  if (!route) throw new Error(`${name} is not in the contract.`);
  return { ...route, route: name };
}
