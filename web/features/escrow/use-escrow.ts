"use client";

import type { Agreement } from "#core/features/agreements.ts";
import { termsOf } from "#web/lib/terms.ts";
import type { Call } from "#web/lib/transactions/plan.ts";

/** A call of Escrow about one agreement: its Terms come first, since the contract keeps only their digest. */
export const escrowCall =
  (agreement: Agreement, functionName: string, args: readonly unknown[] = [], value?: bigint) =>
  async (): Promise<Call> => {
    const { escrowAbi } = await import("#core/chain/abi.ts");
    return {
      abi: escrowAbi,
      address: agreement.escrow,
      functionName,
      args: [termsOf(agreement.terms), ...args],
      ...(value === undefined ? {} : { value }),
    };
  };
