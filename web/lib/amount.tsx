"use client";

import { Money } from "#web/ui/money.tsx";
import { useToken } from "./chain.tsx";

/** An amount of a token that is known by its address alone. */
export const Amount = ({
  of,
  token,
  ...look
}: {
  of: bigint | string;
  token: string;
  exact?: boolean;
  places?: number;
  className?: string;
}) => <Money amount={of} token={useToken(token)} {...look} />;
