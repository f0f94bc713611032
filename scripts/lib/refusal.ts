import { BaseError, ContractFunctionRevertedError } from "viem";

/** A contract said no, by name. */
export class Refusal extends Error {
  readonly errorName: string;

  constructor(errorName: string, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "Refusal";
    this.errorName = errorName;
  }
}

/** The contract's own error if there is one in what viem threw; else what was thrown. */
export function refusalOf(error: unknown, { who, what }: { who: string; what: string }): unknown {
  if (!(error instanceof BaseError)) return error;
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (!(reverted instanceof ContractFunctionRevertedError)) return error;
  const name = reverted.data?.errorName ?? reverted.signature ?? "an unknown error";
  const facts = (reverted.data?.args ?? []).map(String).join(", ");
  return new Refusal(name, `The contract refused ${what} by ${who}: ${name}(${facts}).`, { cause: error });
}
