/** What of viem a question to a node needs, and nothing else of it: imported whole, all its actions would come along. */
export { createClient, http } from "viem";
export { getCode, readContract } from "viem/actions";
