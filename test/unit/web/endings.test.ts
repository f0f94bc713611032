import { expect } from "chai";
import {
  BaseError,
  ContractFunctionExecutionError,
  ContractFunctionRevertedError,
  encodeErrorResult,
  HttpRequestError,
  UserRejectedRequestError,
} from "viem";
import { escrowAbi } from "#core/chain/abi.ts";
import { Ended, endingOf } from "#web/lib/transactions/engine.ts";

const call = { abi: escrowAbi, functionName: "release", args: [] };

const revertWith = (data: `0x${string}`) =>
  new ContractFunctionExecutionError(new ContractFunctionRevertedError({ abi: escrowAbi, data, functionName: "release" }), call);

describe("how a transaction that was not done has ended", () => {
  it("names the contract's own error", () => {
    const data = encodeErrorResult({ abi: escrowAbi, errorName: "Escrow_Paused" });

    expect(endingOf(revertWith(data))).to.deep.equal({ kind: "refused", error: "Escrow_Paused" });
  });

  it("keeps an error that the contract does not declare apart from the ones that it does", () => {
    expect(endingOf(revertWith("0xdeadbeef"))).to.deep.equal({ kind: "refused", error: "0xdeadbeef" });
  });

  it("hears a no of the person through whatever the wallet's library wraps it in", () => {
    const refusal = new UserRejectedRequestError(new Error("User rejected the request."));

    expect(endingOf(refusal).kind).to.equal("rejected");
    expect(endingOf(new BaseError("sending failed", { cause: refusal })).kind).to.equal("rejected");
    expect(endingOf(Object.assign(new Error("declined"), { code: 4001 })).kind).to.equal("rejected");
  });

  it("does not take a node that cannot be reached for a refusal", () => {
    const away = new HttpRequestError({ url: "http://127.0.0.1:1", body: {} });

    expect(endingOf(new ContractFunctionExecutionError(away, call)).kind).to.equal("unreachable");
  });

  it("passes on an ending that is already known", () => {
    expect(endingOf(new Ended({ kind: "dropped", hash: "0x01" }))).to.deep.equal({ kind: "dropped", hash: "0x01" });
  });

  it("shows what an unknown error of a wallet said", () => {
    expect(endingOf(new Error("The ledger is asleep."))).to.deep.equal({
      kind: "wallet-failed",
      detail: "The ledger is asleep.",
    });
  });
});
