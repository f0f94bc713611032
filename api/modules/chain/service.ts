import type { ChainStatus } from "#core/features/chain.ts";
import { Address } from "#core/lib/ids.ts";
import { Problem } from "#core/lib/problem.ts";
import { fromSeconds } from "#core/lib/time.ts";
import { now as outboxNow } from "#outbox";
import type { Deps } from "../../deps.ts";

export const chainService = ({ database, chain, clock, settings }: Deps) => {
  const { prisma } = database;
  const { chainId, deployment } = settings;

  const status = async (): Promise<ChainStatus> => {
    const [cursor, facts, policy, now] = await Promise.all([
      prisma.cursor.findUnique({ where: { chainId } }),
      chain.facts(),
      chain.policy(),
      clock.now(),
    ]);
    return {
      chainId,
      name: settings.chainName,
      escrow: Address.parse(deployment.escrow),
      court: Address.parse(deployment.court),
      reputation: Address.parse(deployment.reputation),
      tokens: facts.tokens,
      explorer: settings.explorer,
      head: { block: (cursor?.block ?? 0n).toString(), at: (cursor?.at ?? fromSeconds(0n)).toISOString() },
      final: (cursor?.final ?? 0n).toString(),
      now: now.toISOString(),
      isLocal: settings.isLocal,
      testAccounts: [...settings.testAccounts],
      courtParameters: facts.courtParameters,
      ...policy,
    };
  };

  const position = async () => ({ cursor: await outboxNow(database) });

  const transaction = async ({ hash }: { hash: string }) => {
    const [log, cursor] = await Promise.all([
      prisma.log.findFirst({ where: { chainId, txHash: hash }, select: { block: true } }),
      prisma.cursor.findUnique({ where: { chainId }, select: { final: true } }),
    ]);
    if (log === null) return { seen: false, final: false, block: null };
    return { seen: true, final: cursor !== null && log.block <= cursor.final, block: log.block.toString() };
  };

  /** A clock that can be moved is a test's; on any other chain there is no such thing to find. */
  const advance = async ({ seconds }: { seconds: number }) => {
    if (!settings.canAdvance) throw new Problem("not-found", "There is nothing here.");
    await chain.advance(seconds);
    return { now: (await chain.now()).toISOString() };
  };

  return { status, position, transaction, advance };
};
