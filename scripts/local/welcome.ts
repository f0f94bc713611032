/** What `npm start` says last: where everything is, and whom one may be. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Deployment } from "../../core/chain/deployments.ts";
import { TestAccount } from "../../core/features/chain.ts";
import { config } from "../config.ts";
import { people } from "../seed/people.ts";
import { files, type Ground } from "./infrastructure.ts";
import { table } from "./screen.ts";
import { accountOf, mnemonic, shown } from "./world.ts";

export function welcome(chain: Ground, { escrow, court, reputation, token }: Deployment, isLocal: boolean): string {
  const { web, api } = config.ports;
  const places = [
    ["Web", `http://localhost:${web}`],
    ["API", `http://localhost:${api}`],
    ["OpenAPI", `http://localhost:${api}/openapi.json`],
    ["RPC", `${chain.rpcUrl} (chain ${chain.chainId})`],
    ["Escrow", shown(escrow)],
    ["Court", shown(court)],
    ["Reputation", shown(reputation)],
    ...(token ? [["Guild Dollar", shown(token)]] : []),
  ];
  const ending = "Ctrl-C stops everything; the next npm start goes on from here.";
  return ["", "Guildhall is open.", "", table(places), "", ...(isLocal ? [...testAccounts(), ""] : []), ending].join("\n");
}

function testAccounts(): string[] {
  const told = z.array(TestAccount).parse(JSON.parse(readFileSync(files.testAccounts, "utf8")));
  const purposes = new Map(told.map(({ address, purpose }) => [address.toLowerCase(), purpose]));
  const rows = people.map(({ index, name, role, purpose }) => {
    const { address } = accountOf(index);
    return [String(index), name, role, address, purposes.get(address.toLowerCase()) ?? purpose];
  });
  return [
    "Test accounts: account INDEX of the words below (path m/44'/60'/0'/0/INDEX). Everybody has these keys: no real money.",
    `  ${mnemonic}`,
    "",
    table(rows),
  ];
}
