import { type Address, encodeFunctionData, type Hex, parseAbi, toFunctionSelector } from "viem";
import type { DeployParameters } from "./parameters.ts";

/** The parts of OpenZeppelin's AccessManager that a deployment speaks to. */
export const authorityAbi = parseAbi([
  "function multicall(bytes[] data) returns (bytes[])",
  "function labelRole(uint64 roleId, string label)",
  "function grantRole(uint64 roleId, address account, uint32 executionDelay)",
  "function renounceRole(uint64 roleId, address callerConfirmation)",
  "function setTargetFunctionRole(address target, bytes4[] selectors, uint64 roleId)",
  "function setTargetAdminDelay(address target, uint32 newDelay)",
  "function hasRole(uint64 roleId, address account) view returns (bool isMember, uint32 executionDelay)",
  "function canCall(address caller, address target, bytes4 selector) view returns (bool immediate, uint32 delay)",
]);

export const ADMIN = 0n;
export const GOVERNOR = 1n;
export const GUARDIAN = 2n;

/** What each role may call; nothing else of the contracts is anybody's. */
export const powers = [
  { role: GOVERNOR, contract: "escrow", functions: ["setFee(uint16)", "setTreasury(address)"] },
  { role: GOVERNOR, contract: "reputation", functions: ["setRate(address,uint256)"] },
  { role: GUARDIAN, contract: "escrow", functions: ["pause()", "unpause()"] },
] as const;

type Targets = { escrow: Address; reputation: Address };

/** The calls that give each role its powers and take the deployer's own away, in the order in which they must happen. */
export function roleCalls(targets: Targets, deployer: Address, parameters: DeployParameters): Hex[] {
  const { governor = deployer, guardian = deployer, governanceDelay } = parameters;
  const call = (functionName: string, args: readonly unknown[]): Hex =>
    encodeFunctionData({ abi: authorityAbi, functionName, args } as never);
  return [
    call("labelRole", [GOVERNOR, "governor"]),
    call("labelRole", [GUARDIAN, "guardian"]),
    ...powers.map(({ role, contract, functions }) =>
      call("setTargetFunctionRole", [targets[contract], functions.map((one) => toFunctionSelector(one)), role]),
    ),
    call("setTargetAdminDelay", [targets.escrow, governanceDelay]),
    call("setTargetAdminDelay", [targets.reputation, governanceDelay]),
    call("grantRole", [GOVERNOR, governor, governanceDelay]),
    call("grantRole", [GUARDIAN, guardian, 0]),
    call("grantRole", [ADMIN, governor, governanceDelay]),
    ...(governor.toLowerCase() === deployer.toLowerCase() ? [] : [call("renounceRole", [ADMIN, deployer])]),
  ];
}
